import { useComputed } from "@preact/signals";
import { definitions } from "../definitions";
import type { HotlineRates } from "../../../gen/opscenter/v1/hotline_pb";
import { rates, shareOf, type Rate } from "../words/rates";
import { rateText } from "../../../shell/shares";
import { grouped } from "../../../shell/time";
import { Figure } from "../../../wall/Figure";
import { nothing } from "../../../wall/Value";
import type { HotlineFeed } from "./hotline";

/** The six rates of the year, each with the division that it is, and last year's. */
export function Rates({ feed }: { feed: HotlineFeed }) {
  const year = useComputed(() => feed.standing.value.theme?.year);
  const lastYear = useComputed(() => feed.standing.value.theme?.lastYear);
  return (
    <section class="panel rates" aria-label="今年各率">
      {rates.map((rate) => <RateCell key={rate.key} rate={rate} year={year.value} lastYear={lastYear.value} />)}
    </section>
  );
}

function RateCell({ rate, year, lastYear }: { rate: Rate; year: HotlineRates | undefined; lastYear: HotlineRates | undefined }) {
  const before = shareOf(rate, lastYear);
  return (
    <div class="rate" data-def={rate.def}>
      <span class="label">{definitions[rate.def].name}</span>
      <Figure class="rate-key" metric={`year.${rate.key}_rate`} def={rate.def} value={shareOf(rate, year)} show={rateText} unit="%" />
      <span class="fraction">
        <b data-metric={`year.${rate.key}.part`} data-value={year ? rate.part(year) : ""}>
          {year ? grouped(rate.part(year)) : nothing}
        </b>
        <b data-metric={`year.${rate.key}.whole`} data-value={year ? rate.whole(year) : ""}>
          {year ? grouped(rate.whole(year)) : nothing}
        </b>
      </span>
      <span class="rate-before">
        去年{" "}
        <b data-metric={`last_year.${rate.key}_rate`} data-value={before ?? ""}>
          {before === undefined ? nothing : rateText(before)}
        </b>
      </span>
    </div>
  );
}
