import { useComputed } from "@preact/signals";
import { definitions } from "../../definitions";
import { dayTime } from "../../indicators/moments";
import { shortPlace } from "../../indicators/rates";
import { stageLook } from "../../indicators/stages";
import type { FilingsFeed } from "./filings";

/** What happened last. */
export function Moments({ feed }: { feed: FilingsFeed }) {
  const moments = useComputed(() => feed.standing.value.theme?.moments ?? []);
  return (
    <section class="panel filing-moments">
      <h3 data-def="filing_moment">{definitions.filing_moment.name}</h3>
      <ul>
        {moments.value.map((row, i) => (
          <li key={`${i}/${row.place}/${row.set}`} class={`t-${stageLook(row.stage).tone}`}>
            <span class="quiet">{dayTime(row.at).split(" ")[1]}</span><b class="ellipsis">{shortPlace(row.place)}</b><span class="ellipsis quiet">{row.set}</span><span class="tone">{stageLook(row.stage).name}</span>
          </li>
        ))}
      </ul>
      {moments.value.length === 0 && <p class="calm-word">还没有动态</p>}
    </section>
  );
}
