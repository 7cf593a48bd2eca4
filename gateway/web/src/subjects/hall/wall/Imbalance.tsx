import { useComputed } from "@preact/signals";
import { definitions } from "../definitions";
import { warnsOfImbalance } from "./alarm";
import type { HallDay, HallFeed } from "./hall";
import { deviates } from "./states";
import { fixed2, percent } from "../../../shell/time";
import { Value } from "../../../wall/Value";

/** The windows furthest from the mean of their zone, the furthest first. */
export function furthest(day: HallDay | undefined, most: number): string[] {
  return [...(day?.windows.values() ?? [])]
    .filter((row) => row.deviation !== undefined && Math.abs(row.deviation) >= 1)
    .sort((a, b) => Math.abs(b.deviation ?? 0) - Math.abs(a.deviation ?? 0) || a.code.localeCompare(b.code))
    .slice(0, most)
    .map((row) => row.code);
}

/** 忙闲不均: how unevenly work is spread, and which windows make it so. */
export function Imbalance({ feed, most }: { feed: HallFeed; most: number }) {
  const codes = useComputed(() => furthest(feed.standing.value.theme, most).join("\n"));
  const list = codes.value === "" ? [] : codes.value.split("\n");
  return (
    <section class="panel imbalance">
      <h3 data-def="imbalance">{definitions.imbalance.name}</h3>
      <div class="imbalance-body">
        <div class="score">
          <Value metric="imbalance" def="imbalance" of={() => feed.standing.value.theme?.total?.imbalance} show={fixed2} />
          <span class="label">变异系数</span>
        </div>
        <div class="causes" data-metric="imbalance.causes" data-value={list.join(",")}>
          {list.map((code) => <Cause key={code} feed={feed} code={code} />)}
          {list.length === 0 && <span class="label">各窗口负荷相近</span>}
        </div>
      </div>
    </section>
  );
}

function Cause({ feed, code }: { feed: HallFeed; code: string }) {
  const row = useComputed(() => feed.standing.value.theme?.windows.get(code));
  const cls = useComputed(() => {
    const off = Math.abs(row.value?.deviation ?? 0) >= deviates;
    return off && warnsOfImbalance(feed.standing.value.theme, row.value?.zone) ? "cause off alarming" : off ? "cause off" : "cause";
  });
  const word = useComputed(() => ((row.value?.deviation ?? 0) > 0 ? "▲ 偏忙" : "▽ 偏闲"));
  return (
    <div class={cls} data-def="deviation">
      <b class="ellipsis">{code}</b>
      <span class="cause-word">{word}</span>
      <Value metric={`cause.${code}.utilisation`} def="window_utilisation" of={() => row.value?.utilisation} show={percent} unit="%" />
    </div>
  );
}
