import { useComputed } from "@preact/signals";
import { isOld } from "../../../live/link";
import { FirstFrame } from "../../../wall/FirstFrame";
import { Header } from "../../../wall/Header";
import { Page } from "../../../wall/Page";
import { evenly, isOn, usePages } from "../../../wall/usePages";
import { useRoom } from "../../../wall/useRoom";
import { useWide } from "../../../wall/useWide";
import { Alerts } from "./Alerts";
import type { HallFeed } from "./hall";
import { Hours } from "./Hours";
import { Imbalance } from "./Imbalance";
import { Queues } from "./Queues";
import { Ratings } from "./Ratings";
import { Ribbon } from "./Ribbon";
import { WindowMap } from "./WindowMap";
import { ZoneCard } from "./ZoneCard";
import "../../../wall/wall.css";
import type { Ways } from "../../../wall/walls";
import "./hall.css";

/** A hall on a wall. */
export function HallView({ feed, ways }: { feed: HallFeed; ways: Ways }) {
  const wide = useWide();
  const zones = useComputed(() => [...(feed.standing.value.theme?.zones.keys() ?? [])].join("\n"));
  const waiting = useComputed(() => feed.standing.value.theme === undefined);
  const cls = useComputed(() => `wall hall ${isOld(feed.link.value) ? "is-old" : ""}`);
  if (waiting.value) return <FirstFrame feed={feed} ways={ways} connecting="正在连接大厅…" />;
  const codes = zones.value === "" ? [] : zones.value.split("\n");
  return (
    <main class={cls}>
      <Header feed={feed} ways={ways} />
      <Ribbon feed={feed} />
      <Zones feed={feed} codes={codes} />
      <WindowMap feed={feed} />
      <div class="side">
        <Hours feed={feed} />
        {wide.value && <Queues feed={feed} most={8} />}
        <Ratings feed={feed} />
        <Imbalance feed={feed} most={wide.value ? 5 : 4} />
      </div>
      <Alerts feed={feed} />
    </main>
  );
}

const pageTime = 12_000;

/** A card for each zone; more than have room take turns. */
function Zones({ feed, codes }: { feed: HallFeed; codes: readonly string[] }) {
  const { box, rows } = useRoom();
  const each = evenly(codes.length, rows);
  const pages = Math.ceil(codes.length / each);
  const page = usePages(pages, pageTime);
  return (
    <div class="zones" ref={box}>
      {codes.map((code, i) => <ZoneCard key={code} feed={feed} code={code} hidden={!isOn(page, each, i)} />)}
      <Page page={page} pages={pages} />
    </div>
  );
}
