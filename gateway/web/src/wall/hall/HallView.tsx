import { useComputed, useSignal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import { Alerts } from "./Alerts";
import type { HallFeed } from "./hall";
import { Header, type HallChoice } from "../Header";
import { Hours } from "./Hours";
import { Imbalance } from "./Imbalance";
import { Queues } from "./Queues";
import { Ratings } from "./Ratings";
import { Ribbon } from "./Ribbon";
import { WindowMap } from "./WindowMap";
import { ZoneCard } from "./ZoneCard";
import "../wall.css";

/** Wider than this, the width is used for more columns. The style sheet says the same. */
const wideWall = "(min-aspect-ratio: 23/10)";

/** A hall on a wall. */
export function HallView({ feed, choices, onChoose }: { feed: HallFeed; choices: readonly HallChoice[]; onChoose: (choice: HallChoice) => void }) {
  const wide = useSignal(window.matchMedia(wideWall).matches);
  useLayoutEffect(() => {
    // The wall's lengths are rem: everything grows with the screen. Set before anything inside measures itself.
    document.documentElement.classList.add("on-wall");
    const query = window.matchMedia(wideWall);
    const changed = (): void => { wide.value = query.matches; };
    query.addEventListener("change", changed);
    return () => {
      query.removeEventListener("change", changed);
      document.documentElement.classList.remove("on-wall");
    };
  }, []);
  const zones = useComputed(() => [...(feed.standing.value.theme?.zones.keys() ?? [])].join("\n"));
  const waiting = useComputed(() => feed.standing.value.theme === undefined);
  const cls = useComputed(() => {
    const kind = feed.link.value.kind;
    return `wall ${kind === "stale" || kind === "lost" || kind === "refused" ? "is-old" : ""}`;
  });
  if (waiting.value) return <FirstFrame feed={feed} />;
  const codes = zones.value === "" ? [] : zones.value.split("\n");
  return (
    <main class={cls}>
      <Header feed={feed} choices={choices} onChoose={onChoose} />
      <Ribbon feed={feed} />
      <div class="zones">{codes.map((code) => <ZoneCard key={code} feed={feed} code={code} />)}</div>
      <WindowMap feed={feed} />
      <div class="side">
        <Hours feed={feed} />
        {wide.value && <Queues feed={feed} most={8} />}
        <Ratings feed={feed} />
        <Imbalance feed={feed} most={wide.value ? 5 : 4} />
      </div>
      <Alerts feed={feed} fit={wide.value ? 5 : 3} />
    </main>
  );
}

function FirstFrame({ feed }: { feed: HallFeed }) {
  const link = feed.link.value;
  return (
    <main class="wall-empty" aria-live="polite" data-metric="link" data-value={link.kind}>
      {link.kind === "refused" ? link.sentence : link.kind === "lost" ? "连接中断，正在重新连接…" : "正在连接大厅…"}
    </main>
  );
}
