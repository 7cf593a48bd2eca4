import { useComputed } from "@preact/signals";
import { definitions } from "../../definitions";
import { untilText } from "../../indicators/moments";
import { shortPlace, wholePercent } from "../../indicators/rates";
import type { FilingsFeed } from "./filings";
import { districtNow } from "../../shell/districtClock";

/** Of what is due soon and not sent, what is most likely to be late. */
export function Risks({ feed }: { feed: FilingsFeed }) {
  const risks = useComputed(() => feed.standing.value.theme?.risks ?? []);
  if (risks.value.length === 0) return null;
  return (
    <section class="panel filing-late filing-risks">
      <h3 data-def="filing_risk">{definitions.filing_risk.name}</h3>
      <ul>
        {risks.value.map((row) => (
          <li key={`${row.place}/${row.set}/${row.periodName}`} data-metric="risk" data-value={row.chance.toFixed(4)}>
            <b class="ellipsis">{shortPlace(row.place)}</b><span class="risk-chance">{wholePercent(row.chance)}%</span>
            <span class="ellipsis quiet">{row.town && row.town !== row.place ? `${row.town} · ` : ""}{row.set}</span><span class="quiet">{untilText(row.dueAt, feed.sourceNow.peek() ?? districtNow())}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
