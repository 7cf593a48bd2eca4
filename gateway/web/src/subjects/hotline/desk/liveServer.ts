import { createClient } from "@connectrpc/connect";
import { Hotline } from "../../../gen/opscenter/v1/hotline_pb";
import { openFeed } from "../../../live/openFeed";
import { transport } from "../../../rpc";
import type { DeskServer } from "./setting";
import { foldDesk, themeOfDesk } from "./theme";

/** The server that the pages come from. */
export const liveServer: DeskServer = {
  hotline: createClient(Hotline, transport),
  watch: (district, desk) => openFeed(themeOfDesk(district, desk), foldDesk),
};
