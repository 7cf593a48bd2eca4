// A development aid, not part of the build: the real desks over a hotline that lives in this page.
// /dev/desk.html?as=dispatcher|adjudicator|reviewer|callback|leader|ZJJ&to=/desk/440203/claim&orders=240&slow=300&live=4&races=1
import { create } from "@bufbuild/protobuf";
import { createClient } from "@connectrpc/connect";
import { render } from "preact";
import { DeskPage } from "../src/subjects/hotline/desk/DeskPage";
import { foldDesk } from "../src/subjects/hotline/desk/theme";
import { SessionSchema } from "../src/gen/opscenter/v1/admin_pb";
import { Hotline } from "../src/gen/opscenter/v1/hotline_pb";
import { follow } from "../src/live/feed";
import { Glossary } from "../src/shell/Glossary";
import { RegistryContext } from "../src/shell/registry";
import { registry } from "../src/subjects";
import { go } from "../src/shell/router";
import { session } from "../src/shell/session";
import "./styles";
import { InventedHotline } from "./invented/hotline";

const ask = new URLSearchParams(location.search);
const as = (ask.get("as") ?? "dispatcher").split(",");
const centreRoles = ["dispatcher", "adjudicator", "reviewer", "callback", "leader", "operator"];
session.value = create(SessionSchema, {
  name: as[0] ?? "", displayName: "何丽",
  grants: as.map((role) => (centreRoles.includes(role) ? { role, place: "440203" } : { role: "department", place: `440203/${role}` })),
});
const hotline = new InventedHotline({
  roles: as,
  orders: Number(ask.get("orders") ?? 240),
  slow: Number(ask.get("slow") ?? 60),
  live: Number(ask.get("live") ?? 0),
  races: Number(ask.get("races") ?? 0),
});
go(ask.get("to") ?? "/desk", true);

const root = document.getElementById("app");
if (root) {
  const server = {
    hotline: createClient(Hotline, hotline.transport()),
    watch: (_: string, desk: string) => follow(hotline.watch(desk), foldDesk),
  };
  render(<RegistryContext.Provider value={registry}><DeskPage server={server} /><Glossary /></RegistryContext.Provider>, root);
}
