// A development aid, not part of the build: an invented hall on the real wall, through the real reducer.
// /dev/wall.html?windows=24&zones=2&state=stale|lost&case=closed|long
import { render } from "preact";
import { follow } from "../src/live/feed";
import { Glossary } from "../src/shell/Glossary";
import { RegistryContext } from "../src/shell/registry";
import { registry } from "../src/subjects";
import { foldHall } from "../src/subjects/hall/wall/hall";
import { HallView } from "../src/subjects/hall/wall/HallView";
import "./styles";
import { inventedFrames } from "./hall";
import { waysFrom } from "./ways";

const ask = new URLSearchParams(location.search);
const feed = follow(inventedFrames({
  windows: Number(ask.get("windows") ?? 24),
  zones: Number(ask.get("zones") ?? 2),
  stale: ask.get("state") === "stale",
  silentAfter: ask.get("state") === "lost" ? 3 : Infinity,
  rate: Number(ask.get("rate") ?? 10),
  closed: ask.get("case") === "closed",
  long: ask.get("case") === "long",
}), foldHall);
const root = document.getElementById("app");
if (root) {
  const wall = <HallView feed={feed} ways={waysFrom("hall", ask.has("one"))} />;
  render(<RegistryContext.Provider value={registry}>{wall}<Glossary /></RegistryContext.Provider>, root);
}
