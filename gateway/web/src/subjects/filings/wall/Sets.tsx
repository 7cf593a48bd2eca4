import { useComputed } from "@preact/signals";
import type { WallSet } from "../../../gen/opscenter/v1/filings_pb";
import { dayTime } from "../words/moments";
import { filingRates, filingShare, progressShare, standingOf, wholePercent } from "../words/rates";
import { millis, narrowText } from "../../../shell/time";
import { Figure } from "../../../wall/Figure";
import { isOn, usePages } from "../../../wall/usePages";
import { useRoom } from "../../../wall/useRoom";
import { Page } from "../../../wall/Page";
import type { FilingsFeed } from "./filings";

const pageTime = 12_000;

/** The newest round of each set: how far it has got, by when, and its three rates. */
export function Sets({ feed }: { feed: FilingsFeed }) {
  const sets = useComputed(() => feed.standing.value.theme?.sets ?? []);
  const { box, rows } = useRoom();
  const pages = Math.max(1, Math.ceil(sets.value.length / rows));
  const page = usePages(pages, pageTime);
  return (
    <section class="panel filing-sets">
      <h3><span data-def="filing_progress">套表进度 <Page page={page} pages={pages} /></span></h3>
      <div class="filing-set-list" ref={box}>
        {sets.value.map((set, i) => <SetRow key={set.code} set={set} now={feed.sourceNow.peek()} hidden={!isOn(page, rows, i)} />)}
        {sets.value.length === 0 && <p class="calm-word">还没有下发的期次</p>}
      </div>
    </section>
  );
}

function SetRow({ set, now, hidden }: { set: WallSet; now: number | undefined; hidden: boolean }) {
  const share = progressShare(set.progress);
  // Four figures beside what is late and what came back: the rates stand without their names, in their usual order.
  const isFull = (set.progress?.owed ?? 0) > 999 && (set.progress?.late ?? 0) > 0 && (set.progress?.returned ?? 0) > 0;
  const locked = now !== undefined && (millis(set.lockAt) ?? Infinity) <= now;
  return (
    <div class={`filing-set s-${standingOf(set.progress)} ${locked ? "locked" : ""}`} hidden={hidden}>
      <div class="filing-set-head">
        <b class="ellipsis" title={set.name}>
          {set.name}
        </b>
        <span class="ellipsis" title={set.periodName}>
          {set.periodName}
        </span>
        <span class="filing-due" data-def="filing_due">
          {locked ? "已锁定" : `${dayTime(set.dueAt)} 截止`}
        </span>
      </div>
      <div class="filing-bar">
        <i style={{ width: `${((share ?? 0) * 100).toFixed(1)}%` }} />
      </div>
      <div class={isFull ? "filing-set-foot full" : "filing-set-foot"}>
        <span>
          <Figure metric={`sets.${set.code}.sent`} def="filing_sent" value={set.progress?.sent} show={narrowText} /> /{" "}
          <Figure metric={`sets.${set.code}.owed`} def="filing_owed" value={set.progress?.owed} show={narrowText} />
        </span>
        {(set.progress?.late ?? 0) > 0 && (
          <span class="late-word">
            逾期 <Figure metric={`sets.${set.code}.late`} def="filing_late" value={set.progress?.late} show={narrowText} />
          </span>
        )}
        {(set.progress?.returned ?? 0) > 0 && (
          <span class="back-word">
            退回 <Figure metric={`sets.${set.code}.returned`} def="filing_returned" value={set.progress?.returned} show={narrowText} />
          </span>
        )}
        <span class="filing-set-rates">
          {filingRates.map((rate) => (
            <span key={rate.key} data-def={rate.def}>
              <span class="rate-name">{rate.key === "on_time" ? "及时" : rate.key === "complete" ? "完整" : "准确"} </span>
              <Figure metric={`sets.${set.code}.${rate.key}`} def={rate.def} value={filingShare(rate, set.rates)} show={wholePercent} />
            </span>
          ))}
        </span>
      </div>
    </div>
  );
}
