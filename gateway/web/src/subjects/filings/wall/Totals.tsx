import { useComputed } from "@preact/signals";
import { definitions } from "../definitions";
import { rateText } from "../../../shell/shares";
import { filingRates, filingShare, progressShare } from "../words/rates";
import { countText, grouped } from "../../../shell/time";
import { Figure } from "../../../wall/Figure";
import { nothing } from "../../../wall/Value";
import type { FilingsFeed } from "./filings";

/** The district in one line: what is owed and where it stands, and the three rates of the year with the divisions that they are. */
export function Totals({ feed }: { feed: FilingsFeed }) {
  const open = useComputed(() => feed.standing.value.theme?.open);
  const year = useComputed(() => feed.standing.value.theme?.year);
  const expected = useComputed(() => feed.standing.value.theme?.expectedLate);
  const o = open.value;
  const y = year.value;
  return (
    <section class="filing-totals" aria-label="全区">
      <div class="cell">
        <span class="label" data-def="filing_progress">
          本期进度
        </span>
        <span class="key">
          <Figure fit metric="open.progress" def="filing_progress" value={progressShare(o)} show={rateText} unit="%" />
        </span>
        <span class="sub">
          <Figure metric="open.sent" def="filing_sent" value={o?.sent} show={countText} /> /{" "}
          <Figure metric="open.owed" def="filing_owed" value={o?.owed} show={countText} unit="份" />
        </span>
      </div>
      <div class="cell">
        <span class="label" data-def="filing_approved">
          {definitions.filing_approved.name}
        </span>
        <span class="key">
          <Figure fit metric="open.approved" def="filing_approved" value={o?.approved} show={countText} unit="份" />
        </span>
        <span class="sub">
          待审核 <Figure metric="open.waiting" def="filing_sent" value={o && o.sent - o.approved} show={countText} />
        </span>
      </div>
      <div class={o && o.returned > 0 ? "cell warning" : "cell"}>
        <span class="label" data-def="filing_returned">
          {definitions.filing_returned.name}
        </span>
        <span class="key">
          <Figure fit metric="open.returned" def="filing_returned" value={o?.returned} show={countText} unit="份" />
        </span>
      </div>
      <div class={o && o.late > 0 ? "cell critical" : "cell"}>
        <span class="label" data-def="filing_late">
          {definitions.filing_late.name}
        </span>
        <span class="key">
          <Figure fit metric="open.late" def="filing_late" value={o?.late} show={countText} unit="份" />
        </span>
        <span class="sub">
          <span data-def="filing_near">临期</span> <Figure metric="open.near" def="filing_near" value={o?.near} show={countText} />
          {(o?.near ?? 0) > 0 && (
            <>
              {" "}
              · <span data-def="filing_expected">预计逾期</span>{" "}
              <Figure
                metric="expected_late"
                def="filing_expected"
                value={expected.value}
                show={(many) => (many < 100 ? many.toFixed(1) : countText(Math.round(many)))}
              />
            </>
          )}
        </span>
      </div>
      {filingRates.map((rate) => (
        <div key={rate.key} class="cell rate-cell" data-def={rate.def}>
          <span class="label">今年{definitions[rate.def].name}</span>
          <span class="key">
            <Figure fit metric={`year.${rate.key}`} def={rate.def} value={filingShare(rate, y)} show={rateText} unit="%" />
          </span>
          <span class="sub">
            <b data-metric={`year.${rate.key}.part`} data-value={y ? rate.part(y) : ""}>
              {y ? grouped(rate.part(y)) : nothing}
            </b>{" "}
            /{" "}
            <b data-metric={`year.${rate.key}.whole`} data-value={y ? rate.whole(y) : ""}>
              {y ? grouped(rate.whole(y)) : nothing}
            </b>
          </span>
        </div>
      ))}
    </section>
  );
}
