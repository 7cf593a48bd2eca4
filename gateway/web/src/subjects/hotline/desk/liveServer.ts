import { openFeed } from "../../../live/openFeed";
import { hotline } from "../rpc";
import type { DeskServer } from "./setting";
import { foldDesk, themeOfDesk } from "./theme";

/** The server that the pages come from. */
export const liveServer: DeskServer = {
  hotline,
  watch: (district, desk) => openFeed(themeOfDesk(district, desk), foldDesk),
};
