import { useComputed } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { definitions, type DefinitionKey } from "../definitions";
import { ClockMark, type HotlineCounts } from "../../../gen/opscenter/v1/hotline_pb";
import { lookOf } from "../words/marks";
import { Shape } from "../../../shell/Shape";
import { countText } from "../../../shell/time";
import { Figure } from "../../../wall/Figure";
import { Change } from "./Change";
import type { HotlineFeed } from "./hotline";

/** Where an open order can stand, in the order of its way. */
const stages = [
  { def: "awaiting_acceptance", of: (c) => c.awaitingAcceptance },
  { def: "awaiting_dispatch", of: (c) => c.awaitingDispatch },
  { def: "unclaimed", of: (c) => c.unclaimed },
  { def: "refusal_pending", of: (c) => c.refusalPending },
  { def: "adjudication", of: (c) => c.adjudication },
  { def: "in_progress", of: (c) => c.inProgress },
  { def: "awaiting_review", of: (c) => c.awaitingReview },
  { def: "awaiting_callback", of: (c) => c.awaitingCallback },
] as const satisfies readonly { def: DefinitionKey; of: (counts: HotlineCounts) => number }[];

/** What stands beside the way. */
const besides = [
  { def: "refused_today", of: (c) => c.refusedToday },
  { def: "held", of: (c) => c.held },
  { def: "merged", of: (c) => c.merged },
  { def: "urgent", of: (c) => c.urgent },
] as const satisfies readonly { def: DefinitionKey; of: (counts: HotlineCounts) => number }[];

/** The hotline in one line: what came in, what falls due, where everything stands. */
export function Totals({ feed }: { feed: HotlineFeed }) {
  const counts = useComputed(() => feed.standing.value.theme?.counts);
  const c = counts.value;
  const overdue = c && c.yellow + c.red;
  // Numbers of a city or a province have more digits than those of a district, for which the sizes are made.
  const isGreat = c !== undefined && Math.max(c.receivedThisYear / 10, c.open, c.receivedToday) >= 10_000;
  return (
    <section class={isGreat ? "totals great" : "totals"} aria-label="全区">
      <Cell
        def="received_today"
        sub={
          <>
            去年同日{" "}
            <Figure metric="counts.received_today_last_year" def="received_today" value={c?.receivedTodayLastYear} show={countText} />{" "}
            <Change now={c?.receivedToday} before={c?.receivedTodayLastYear} />
          </>
        }
      >
        <Figure metric="counts.received_today" def="received_today" value={c?.receivedToday} show={countText} unit="件" />
      </Cell>
      <Cell
        def="received_year"
        sub={
          <>
            去年 <Figure metric="counts.received_last_year" def="received_year" value={c?.receivedLastYear} show={countText} />{" "}
            <Change now={c?.receivedThisYear} before={c?.receivedLastYear} />
          </>
        }
      >
        <Figure metric="counts.received_this_year" def="received_year" value={c?.receivedThisYear} show={countText} unit="件" />
      </Cell>
      <Cell def="due_today" sub={<Mark mark={ClockMark.CLOCK_WARNING} metric="counts.warning" def="warning" value={c?.warning} />}>
        <Figure metric="counts.due_today" def="due_today" value={c?.dueToday} show={countText} unit="件" />
      </Cell>
      <Cell
        def="overdue"
        class={c && c.red > 0 ? "critical" : c && c.yellow > 0 ? "warning" : ""}
        sub={
          <>
            <Mark mark={ClockMark.CLOCK_YELLOW} metric="counts.yellow" def="yellow" value={c?.yellow} />
            <Mark mark={ClockMark.CLOCK_RED} metric="counts.red" def="red" value={c?.red} />
          </>
        }
      >
        <Figure metric="counts.overdue" def="overdue" value={overdue} show={countText} unit="件" />
      </Cell>
      <Cell
        def="open"
        class="open"
        sub={
          <>
            今日办结 <Figure metric="counts.closed_today" def="closed_today" value={c?.closedToday} show={countText} />
          </>
        }
      >
        <Figure metric="counts.open" def="open" value={c?.open} show={countText} unit="件" />
      </Cell>
      <div class="way">
        <div class="way-stages" data-def="stages">
          {stages.map(({ def, of }) => {
            const value = c && of(c);
            return (
              <div
                key={def}
                class={`stage ${value === 0 ? "none" : ""} ${def === "unclaimed" && c && c.unclaimedOverdue > 0 ? "critical" : ""}`}
              >
                <span class="label" data-def={def}>
                  {definitions[def].name}
                </span>
                <Figure metric={def === "unclaimed" ? "stages.unclaimed" : `counts.${def}`} def={def} value={value} show={countText} />
              </div>
            );
          })}
        </div>
        <div class="way-besides">
          {besides.map(({ def, of }) => (
            <span key={def} data-def={def}>
              {definitions[def].name} <Figure metric={`counts.${def}`} def={def} value={c && of(c)} show={countText} />
            </span>
          ))}
        </div>
      </div>
    </section>
  );
}

function Cell({
  def,
  sub,
  children,
  class: cls = "",
}: {
  def: DefinitionKey;
  sub: ComponentChildren;
  children: ComponentChildren;
  class?: string;
}) {
  return (
    <div class={`cell ${cls}`}>
      <span class="label" data-def={def}>
        {definitions[def].name}
      </span>
      <span class="key">{children}</span>
      <span class="sub">{sub}</span>
    </div>
  );
}

function Mark({ mark, metric, def, value }: { mark: ClockMark; metric: string; def: DefinitionKey; value: number | undefined }) {
  const look = lookOf(mark);
  return (
    <span class={`mark m-${look.key} ${value ? "" : "none"}`} data-def={def}>
      <Shape d={look.shape} />{look.label} <Figure metric={metric} def={def} value={value} show={countText} />
    </span>
  );
}
