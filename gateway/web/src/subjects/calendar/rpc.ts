import { createClient } from "@connectrpc/connect";
import { Hotline } from "../../gen/opscenter/v1/hotline_pb";
import { transport } from "../../rpc";

export const hotline = createClient(Hotline, transport);
