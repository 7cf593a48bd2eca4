import { useComputed } from "@preact/signals";
import { isOld } from "../../../live/link";
import { FirstFrame } from "../../../wall/FirstFrame";
import { Header } from "../../../wall/Header";
import { useWide } from "../../../wall/useWide";
import { Days } from "./Days";
import { Departments } from "./Departments";
import type { HotlineFeed } from "./hotline";
import { Hours } from "./Hours";
import { Months } from "./Months";
import { Oldest } from "./Oldest";
import { Rates } from "./Rates";
import { Rising } from "./Rising";
import { Slices } from "./Slices";
import { Totals } from "./Totals";
import { Unclaimed } from "./Unclaimed";
import "../../../wall/wall.css";
import type { Ways } from "../../../wall/walls";
import "./hotline.css";

/** The 12345 hotline on a wall: what nobody claims first, then where everything stands, then what comes in. */
export function HotlineView({ feed, ways }: { feed: HotlineFeed; ways: Ways }) {
  const wide = useWide();
  const waiting = useComputed(() => feed.standing.value.theme === undefined);
  const cls = useComputed(() => `wall hotline ${isOld(feed.link.value) ? "is-old" : ""}`);
  if (waiting.value) return <FirstFrame feed={feed} ways={ways} connecting="正在连接 12345…" />;
  return (
    <main class={cls}>
      <Header feed={feed} ways={ways} />
      <Totals feed={feed} />
      <Unclaimed feed={feed} />
      <div class="handling">
        <Rates feed={feed} />
        <Departments feed={feed} wide={wide.value} />
        <Oldest feed={feed} />
      </div>
      <div class="incoming">
        <Hours feed={feed} />
        <Days feed={feed} />
        <Months feed={feed} />
        <Slices feed={feed} of="types" title="类型" />
        <Rising feed={feed} />
        <Slices feed={feed} of="topics" title="主题" />
        <Slices feed={feed} of="towns" title="镇街" />
      </div>
    </main>
  );
}
