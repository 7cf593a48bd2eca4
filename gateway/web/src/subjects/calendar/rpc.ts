import { createClient } from "@connectrpc/connect";
import { Calendars } from "../../gen/opscenter/v1/calendar_pb";
import { transport } from "../../rpc";

export const calendars = createClient(Calendars, transport);
