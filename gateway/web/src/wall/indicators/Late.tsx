import { useComputed } from "@preact/signals";
import { definitions } from "../../definitions";
import { untilText } from "../../indicators/moments";
import { shortPlace } from "../../indicators/rates";
import { stageLook } from "../../indicators/stages";
import type { FilingsFeed } from "./filings";
import { districtNow } from "../../shell/districtClock";

/** Who has been late longest. */
export function Late({ feed }: { feed: FilingsFeed }) {
  const late = useComputed(() => feed.standing.value.theme?.late ?? []);
  return (
    <section class={late.value.length > 0 ? "panel filing-late some" : "panel filing-late"}>
      <h3 data-def="filing_late">{definitions.filing_late.name}</h3>
      <ul>
        {late.value.map((row) => (
          <li key={`${row.place}/${row.set}/${row.periodName}`}>
            <b class="ellipsis">{shortPlace(row.place)}</b><span class="late-age">{untilText(row.dueAt, feed.sourceNow.peek() ?? districtNow()).replace("已逾期 ", "")}</span>
            <span class="ellipsis quiet">{row.town && row.town !== row.place ? `${row.town} · ` : ""}{row.set} {row.periodName}</span><span class="quiet">{stageLook(row.stage).name}</span>
          </li>
        ))}
      </ul>
      {late.value.length === 0 && <p class="calm-word">没有逾期</p>}
    </section>
  );
}
