import { useComputed } from "@preact/signals";
import { definitions } from "../definitions";
import type { WallValue } from "../../../gen/opscenter/v1/filings_pb";
import { changeText } from "../../../shell/shares";
import { changeBetween, shortPeriod, valueText } from "../words/rates";
import { emsOf } from "../../../wall/ems";
import { Page } from "../../../wall/Page";
import { evenly, isOn, usePages } from "../../../wall/usePages";
import { useSize } from "../../../wall/useSize";
import type { FilingsFeed } from "./filings";

const pageTime = 12_000;

/** Room for a number with its changes, in units. */
const least = { width: 236, height: 94 } as const;

/** The district's newest approved values, each against the same period of last year and the period before; more than fit take turns. */
export function Values({ feed }: { feed: FilingsFeed }) {
  const values = useComputed(() => feed.standing.value.theme?.values ?? []);
  const { box, size } = useSize<HTMLDivElement>();
  const { width, height, unit } = size.value;
  const columns = Math.max(1, Math.floor(width / (least.width * unit)));
  const rows = Math.max(1, Math.floor(height / (least.height * unit)));
  const count = values.value.length;
  const each = evenly(count, columns * rows);
  const pages = Math.max(1, Math.ceil(count / each));
  const page = usePages(pages, pageTime);
  const across = Math.min(columns, Math.max(1, Math.ceil(each / rows)));
  return (
    <section class="panel filing-values">
      <h3><span data-def="filing_value">{definitions.filing_value.name}</span><Page page={page} pages={pages} count={count} /></h3>
      <div class="filing-value-list" ref={box} style={{ gridTemplateColumns: `repeat(${across}, minmax(0, 1fr))` }}>
        {values.value.map((value, i) => <ValueCell key={value.indicator} value={value} hidden={!isOn(page, each, i)} />)}
        {count === 0 && <p class="calm-word">还没有终审通过的区级数值</p>}
      </div>
    </section>
  );
}

function ValueCell({ value, hidden }: { value: WallValue; hidden: boolean }) {
  const year = changeBetween(value.value, value.yearBefore);
  const period = changeBetween(value.value, value.previous);
  const text = valueText(value.value);
  return (
    <div
      class="filing-value"
      data-metric={`values.${value.indicator}`}
      data-value={value.value}
      data-def="filing_value"
      title={`${value.name} · ${value.periodName}`}
      hidden={hidden}
    >
      <span class="label ellipsis">{value.name}</span>
      <span class="value fit" style={{ "--ems": emsOf(text).toFixed(1), "--beside": `${(0.08 + 0.2 * emsOf(value.unit)).toFixed(2)}rem` }}>
        <b>{text}</b>
        <i>{value.unit}</i>
      </span>
      <span class="sub ellipsis">
        {year === undefined && period === undefined ? shortPeriod(value.periodName) : ""}
        {year !== undefined && (
          <>
            同比<b>{changeText(year)}</b>{" "}
          </>
        )}
        {period !== undefined && (
          <>
            环比<b>{changeText(period)}</b>
          </>
        )}
      </span>
    </div>
  );
}
