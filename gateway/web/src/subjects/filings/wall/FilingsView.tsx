import { useComputed } from "@preact/signals";
import { isOld } from "../../../live/link";
import { FirstFrame } from "../../../wall/FirstFrame";
import { Header } from "../../../wall/Header";
import { useWide } from "../../../wall/useWide";
import type { FilingsFeed } from "./filings";
import { Late } from "./Late";
import { Moments } from "./Moments";
import { Risks } from "./Risks";
import { Sets } from "./Sets";
import { Totals } from "./Totals";
import { Towns } from "./Towns";
import { Values } from "./Values";
import "../../../wall/wall.css";
import type { Ways } from "../../../wall/walls";
import "./filings.css";

/** 百千万工程 on a wall: how far the open rounds have got, town by town; who is late; what the numbers say. */
export function FilingsView({ feed, ways }: { feed: FilingsFeed; ways: Ways }) {
  useWide();
  const waiting = useComputed(() => feed.standing.value.theme === undefined);
  const cls = useComputed(() => `wall indicators ${isOld(feed.link.value) ? "is-old" : ""}`);
  if (waiting.value) return <FirstFrame feed={feed} ways={ways} connecting="正在连接百千万工程…" />;
  return (
    <main class={cls}>
      <Header feed={feed} ways={ways} />
      <Totals feed={feed} />
      <Sets feed={feed} />
      <Towns feed={feed} />
      <Values feed={feed} />
      <div class="aside">
        <Late feed={feed} />
        <Risks feed={feed} />
        <Moments feed={feed} />
      </div>
    </main>
  );
}
