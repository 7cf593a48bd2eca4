import { useComputed } from "@preact/signals";
import { definitions } from "../definitions";
import type { HotlineSlice } from "../../../gen/opscenter/v1/hotline_pb";
import { sliceName } from "../words/names";
import { rates, shareOf, type Rate } from "../words/rates";
import { rateText } from "../../../shell/shares";
import { narrowText } from "../../../shell/time";
import { Figure } from "../../../wall/Figure";
import { isOn, usePages } from "../../../wall/usePages";
import { useRoom } from "../../../wall/useRoom";
import { Change } from "./Change";
import type { HotlineFeed } from "./hotline";
import { byTrouble } from "./order";
import { Page } from "../../../wall/Page";

const pageTime = 12_000;
/** Where there is no room for all six. */
const fewRates = rates.filter((rate) => rate.key === "claim" || rate.key === "closing" || rate.key === "satisfied");

/** The departments: what each has open, what it leaves lying, how well it does. More than fit take turns, the worst first. */
export function Departments({ feed, wide }: { feed: HotlineFeed; wide: boolean }) {
  const shown = wide ? rates : fewRates;
  const departments = useComputed(() => feed.standing.value.theme?.departments);
  const list = useComputed(() => [...(departments.value ?? [])].sort(byTrouble));
  const { box, rows } = useRoom();
  const pages = Math.max(1, Math.ceil(list.value.length / rows));
  const page = usePages(pages, pageTime);
  return (
    <section class="panel departments">
      <h3 data-def="departments">{definitions.departments.name}<Page page={page} pages={pages} count={list.value.length} /></h3>
      <div class="department-table">
        <div class="department head">
          <span />
          <span data-def="received_year">今年</span><span data-def="received_year">同比</span>
          <span data-def="open">在办</span><span data-def="unclaimed">待签收</span><span data-def="department_overdue">超期</span>
          {shown.map((rate) => <span key={rate.key} data-def={rate.def}>{definitions[rate.def].name}</span>)}
        </div>
        <div class="department-rows" ref={box}>
          {list.value.map((row, i) => <Department key={row.code} row={row} shown={shown} hidden={!isOn(page, rows, i)} />)}
          {list.value.length === 0 && <p class="calm-word">还没有承办单位</p>}
        </div>
      </div>
    </section>
  );
}

function Department({ row, shown, hidden }: { row: HotlineSlice; shown: readonly Rate[]; hidden: boolean }) {
  const metric = `department.${row.code}`;
  return (
    <div class="department" hidden={hidden}>
      <span class="ellipsis department-name" title={sliceName(row)}>
        {sliceName(row)}
      </span>
      <Figure metric={`${metric}.received_this_year`} def="received_year" value={row.receivedThisYear} show={narrowText} class="quiet" />
      <Change now={row.receivedThisYear} before={row.receivedLastYear} />
      <Figure metric={`${metric}.open`} def="open" value={row.open} show={narrowText} class={row.open ? "" : "none"} />
      <Figure
        metric={`${metric}.unclaimed`}
        def="unclaimed"
        value={row.unclaimed}
        show={narrowText}
        class={row.unclaimed ? "strong" : "none"}
      />
      <Figure
        metric={`${metric}.overdue`}
        def="department_overdue"
        value={row.overdue}
        show={narrowText}
        class={row.overdue ? "critical" : "none"}
      />
      {shown.map((rate) => (
        <Figure
          key={rate.key}
          metric={`${metric}.${rate.key}_rate`}
          def={rate.def}
          value={shareOf(rate, row.rates)}
          show={rateText}
          class="quiet"
        />
      ))}
    </div>
  );
}
