// All style sheets at once, as whoever has been on every page has them: one that reaches into another's boxes is seen here too.
import "../src/shell/shell.css";
import "../src/shell/forms.css";
import "../src/shell/upload.css";
import "../src/shell/lists.css";
import "../src/wall/wall.css";
import "../src/subjects/hall/wall/hall.css";
import "../src/subjects/hotline/wall/hotline.css";
import "../src/subjects/filings/wall/filings.css";
import "../src/subjects/hotline/desk/desk.css";
import "../src/subjects/filings/forms/filing.css";
import "../src/subjects/filings/bureau/bureau.css";
import "../src/subjects/hall/settings/halls.css";
