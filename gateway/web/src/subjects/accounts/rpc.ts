import { createClient } from "@connectrpc/connect";
import { Accounts } from "../../gen/opscenter/v1/admin_pb";
import { transport } from "../../rpc";

export const accounts = createClient(Accounts, transport);
