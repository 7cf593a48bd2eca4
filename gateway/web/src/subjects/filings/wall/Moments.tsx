import { useComputed } from "@preact/signals";
import { definitions } from "../definitions";
import { dayTime } from "../words/moments";
import { shortPlace } from "../words/rates";
import { stageLook } from "../words/stages";
import { useRoom } from "../../../wall/useRoom";
import type { FilingsFeed } from "./filings";

/** What happened last: as much of it as there is room for. */
export function Moments({ feed }: { feed: FilingsFeed }) {
  const moments = useComputed(() => feed.standing.value.theme?.moments ?? []);
  const { box, rows } = useRoom();
  return (
    <section class="panel filing-moments">
      <h3 data-def="filing_moment">{definitions.filing_moment.name}</h3>
      <div class="aside-rows" ref={box} role="list">
        {moments.value.map((row, i) => (
          <div
            key={`${i}/${row.place}/${row.set}`}
            role="listitem"
            class={`t-${stageLook(row.stage).tone}`}
            hidden={i >= rows}
            title={`${row.place} · ${row.set}`}
          >
            <span class="quiet">{dayTime(row.at).split(" ")[1]}</span>
            <b class="ellipsis">{shortPlace(row.place)}</b>
            <span class="ellipsis quiet">{row.set}</span>
            <span class="tone">{stageLook(row.stage).name}</span>
          </div>
        ))}
        {moments.value.length === 0 && <p class="calm-word">还没有动态</p>}
      </div>
    </section>
  );
}
