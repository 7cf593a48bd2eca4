// All style sheets at once, as whoever has been on every page has them: one that reaches into another's boxes is seen here too.
import "../src/shell/shell.css";
import "../src/shell/forms.css";
import "../src/shell/upload.css";
import "../src/wall/wall.css";
import "../src/wall/hall/hall.css";
import "../src/wall/hotline/hotline.css";
import "../src/wall/indicators/indicators.css";
import "../src/desk/desk.css";
import "../src/filing/filing.css";
import "../src/bureau/bureau.css";
import "../src/halls/halls.css";
