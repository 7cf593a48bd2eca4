import { createClient } from "@connectrpc/connect";
import { Halls } from "../../gen/opscenter/v1/hall_pb";
import { transport } from "../../rpc";

export const halls = createClient(Halls, transport);
