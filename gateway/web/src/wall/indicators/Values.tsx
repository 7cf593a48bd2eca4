import { useComputed } from "@preact/signals";
import { definitions } from "../../definitions";
import type { WallValue } from "../../gen/opscenter/v1/filings_pb";
import { changeText } from "../../hotline/rates";
import { changeBetween, shortPeriod, valueText } from "../../indicators/rates";
import type { FilingsFeed } from "./filings";

const most = 8;

/** The district's newest approved values, each against the same period of last year and the period before. */
export function Values({ feed }: { feed: FilingsFeed }) {
  const values = useComputed(() => feed.standing.value.theme?.values ?? []);
  return (
    <section class="panel filing-values">
      <h3 data-def="filing_value">{definitions.filing_value.name}</h3>
      <div class="filing-value-list">
        {values.value.slice(0, most).map((value) => <ValueCell key={value.indicator} value={value} />)}
        {values.value.length === 0 && <p class="calm-word">还没有终审通过的区级数值</p>}
      </div>
    </section>
  );
}

function ValueCell({ value }: { value: WallValue }) {
  const year = changeBetween(value.value, value.yearBefore);
  const period = changeBetween(value.value, value.previous);
  return (
    <div class="filing-value" data-metric={`values.${value.indicator}`} data-value={value.value} data-def="filing_value">
      <span class="label ellipsis">{value.name}</span>
      <span class="value"><b>{valueText(value.value)}</b><i>{value.unit}</i></span>
      <span class="sub ellipsis" title={value.periodName}>{year === undefined && period === undefined ? shortPeriod(value.periodName) : ""}{year !== undefined && <>同比<b>{changeText(year)}</b> </>}{period !== undefined && <>环比<b>{changeText(period)}</b></>}</span>
    </div>
  );
}
