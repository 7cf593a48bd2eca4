// A development aid, not part of the build: a composed hotline on the real 12345 wall, through the real fold.
// /dev/hotline.html?case=usual|calm|empty|huge|long&state=stale|lost|refused
import { Code, ConnectError } from "@connectrpc/connect";
import { render } from "preact";
import { follow, type OpenFrames } from "../src/live/feed";
import { Glossary } from "../src/shell/Glossary";
import { RegistryContext } from "../src/shell/registry";
import { registry } from "../src/subjects";
import { foldHotline } from "../src/subjects/hotline/wall/hotline";
import { HotlineView } from "../src/subjects/hotline/wall/HotlineView";
import "./styles";
import { composedFrames, type HotlineCase } from "./hotline";
import { waysFrom } from "./ways";

const ask = new URLSearchParams(location.search);
const refused: OpenFrames = () => ({
  [Symbol.asyncIterator]: () => ({
    next: () => Promise.reject(new ConnectError("没有主题 440203/hotline/wall，或还没有配置", Code.NotFound)),
  }),
});
const open = ask.get("state") === "refused" ? refused : composedFrames({
  of: (ask.get("case") ?? "usual") as HotlineCase,
  stale: ask.get("state") === "stale",
  silentAfter: ask.get("state") === "lost" ? 2 : Infinity,
});
const feed = follow(open, foldHotline, { sentence: (error) => ConnectError.from(error).rawMessage });
const root = document.getElementById("app");
if (root) {
  const wall = <HotlineView feed={feed} ways={waysFrom("hotline")} />;
  render(<RegistryContext.Provider value={registry}>{wall}<Glossary /></RegistryContext.Provider>, root);
}
