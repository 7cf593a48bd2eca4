import { useComputed } from "@preact/signals";
import { definitions } from "../definitions";
import { untilText } from "../words/moments";
import { shortPlace, wholePercent } from "../words/rates";
import { Page } from "../../../wall/Page";
import { isOn, usePages } from "../../../wall/usePages";
import { useRoom } from "../../../wall/useRoom";
import type { FilingsFeed } from "./filings";
import { districtNow } from "../../../shell/districtClock";

const pageTime = 10_000;

/** Of what is due soon and not sent, what is most likely to be late. Nothing, when nothing is. */
export function Risks({ feed }: { feed: FilingsFeed }) {
  const some = useComputed(() => (feed.standing.value.theme?.risks.length ?? 0) > 0);
  return some.value ? <RiskList feed={feed} /> : null;
}

function RiskList({ feed }: { feed: FilingsFeed }) {
  const risks = useComputed(() => feed.standing.value.theme?.risks ?? []);
  const { box, rows } = useRoom();
  const pages = Math.max(1, Math.ceil(risks.value.length / rows));
  const page = usePages(pages, pageTime);
  return (
    <section class="panel filing-late filing-risks">
      <h3><span data-def="filing_risk">{definitions.filing_risk.name}</span><Page page={page} pages={pages} /></h3>
      <div class="aside-rows" ref={box} role="list">
        {risks.value.map((row, i) => {
          const where = `${row.town && row.town !== row.place ? `${row.town} · ` : ""}${row.set}`;
          return (
            <div
              key={`${row.place}/${row.set}/${row.periodName}`}
              role="listitem"
              data-metric="risk"
              data-value={row.chance.toFixed(4)}
              hidden={!isOn(page, rows, i)}
              title={`${row.place} · ${where}`}
            >
              <b class="ellipsis">{shortPlace(row.place)}</b>
              <span class="risk-chance">{wholePercent(row.chance)}%</span>
              <span class="ellipsis quiet">{where}</span>
              <span class="quiet">{untilText(row.dueAt, feed.sourceNow.peek() ?? districtNow())}</span>
            </div>
          );
        })}
      </div>
    </section>
  );
}
