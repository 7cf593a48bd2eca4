// A development aid, not part of the build: composed filings on the real 百千万 wall, through the real fold; without a server there is no map.
// /dev/filings.html?case=usual|calm|empty|long
import { render } from "preact";
import { follow } from "../src/live/feed";
import { Glossary } from "../src/shell/Glossary";
import { RegistryContext } from "../src/shell/registry";
import { registry } from "../src/subjects";
import { foldFilings } from "../src/subjects/filings/wall/filings";
import { FilingsView } from "../src/subjects/filings/wall/FilingsView";
import "./styles";
import { composedFilings, type FilingsCase } from "./filings";
import { waysFrom } from "./ways";

const ask = new URLSearchParams(location.search);
const feed = follow(composedFilings((ask.get("case") ?? "usual") as FilingsCase), foldFilings);
const root = document.getElementById("app");
if (root) {
  const wall = <FilingsView feed={feed} ways={waysFrom("indicators")} />;
  render(<RegistryContext.Provider value={registry}>{wall}<Glossary /></RegistryContext.Provider>, root);
}
