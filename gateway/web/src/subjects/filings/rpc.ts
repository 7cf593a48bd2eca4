import { createClient } from "@connectrpc/connect";
import { Filings } from "../../gen/opscenter/v1/filings_pb";
import { Indicators } from "../../gen/opscenter/v1/indicators_pb";
import { Reminders } from "../../gen/opscenter/v1/notices_pb";
import { transport } from "../../rpc";

export const filings = createClient(Filings, transport);
export const indicators = createClient(Indicators, transport);
export const reminders = createClient(Reminders, transport);
