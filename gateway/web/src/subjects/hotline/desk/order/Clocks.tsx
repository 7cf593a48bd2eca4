import { OrderStage, type Order, type OrderDeadline } from "../../../../gen/opscenter/v1/hotline_pb";
import { lookOf } from "../../words/marks";
import { millis } from "../../../../shell/time";
import { Mark } from "../Mark";
import { days, fullMoment, leftText, ruleText, shortMoment, usedShare } from "../moments";

const stageClocks: Partial<Record<OrderStage, string>> = {
  [OrderStage.AWAITING_ACCEPTANCE]: "受理时限",
  [OrderStage.AWAITING_DISPATCH]: "派单时限",
  [OrderStage.AWAITING_CLAIM]: "签收时限",
  [OrderStage.REFUSAL_PENDING]: "退单审核时限",
  [OrderStage.ADJUDICATION]: "会商时限",
  [OrderStage.AWAITING_REVIEW]: "审核时限",
  [OrderStage.AWAITING_CALLBACK]: "回访时限",
};

/** Stages in which the order's own clock runs: up to an answer. */
const ownRuns: readonly OrderStage[] = [
  OrderStage.AWAITING_ACCEPTANCE,
  OrderStage.AWAITING_DISPATCH,
  OrderStage.AWAITING_CLAIM,
  OrderStage.REFUSAL_PENDING,
  OrderStage.ADJUDICATION,
  OrderStage.IN_PROGRESS,
];

/** The clock of the stage and the order's own; while it is being handled they are the same one. */
export function Clocks({ order, now }: { order: Order; now: number }) {
  const stage = order.summary?.stage ?? OrderStage.ORDER_STAGE_UNSPECIFIED;
  const stageName = stageClocks[stage];
  const held = order.summary?.held === true;
  return (
    <div class="clocks">
      {held && (
        <div class="clock held" data-clock="held">
          <span class="clock-name">挂账，各时限暂停</span>
          <b>至 {fullMoment(order.heldUntil)}</b>
          <small>{order.holdReason}</small>
        </div>
      )}
      {!held && stageName && order.stageClock && <Running name={stageName} clock={order.stageClock} now={now} id="stage" />}
      {!held && order.handling && (ownRuns.includes(stage)
        ? <Running name="办结时限" clock={order.handling} now={now} id="handling" />
        : <Stopped order={order} clock={order.handling} now={now} />)}
      {order.pausedDays >= 0.05 && <small class="clock-note">已累计暂停 {days(order.pausedDays)} 个工作日</small>}
    </div>
  );
}

function Running({ name, clock, now, id }: { name: string; clock: OrderDeadline; now: number; id: string }) {
  const look = lookOf(clock.mark);
  const over = (millis(clock.dueAt) ?? Infinity) <= now;
  return (
    <div class={`clock m-${look.key}`} data-clock={id} data-mark={look.key}>
      <span class="clock-name">
        {name}
        <Mark mark={clock.mark} word />
      </span>
      <b class={over ? "late" : ""}>{leftText(clock, now)}</b>
      <span class="clock-bar" aria-hidden="true">
        <i style={{ transform: `scaleX(${usedShare(clock, now)})` }} />
      </span>
      <small title={`${fullMoment(clock.dueAt)} 到期；${ruleText(clock.rule)}`}>
        {shortMoment(clock.dueAt, now)} 到期<span class="clock-rule"> · {ruleText(clock.rule).split("，")[0]}</span>
      </small>
    </div>
  );
}

/** The order's own clock after an answer, or where there will be none. */
function Stopped({ order, clock, now }: { order: Order; clock: OrderDeadline; now: number }) {
  const [at, word] = order.closedAt ? [order.closedAt, "办结"] : order.answeredAt ? [order.answeredAt, "答复"] : [undefined, ""];
  const late = at !== undefined && (millis(at) ?? 0) > (millis(clock.dueAt) ?? Infinity);
  if (at === undefined) return null;
  return (
    <div class="clock" data-clock="handling" data-mark="stopped">
      <span class="clock-name">办结时限</span>
      <b>{shortMoment(at, now)} {word}</b>
      <small title={ruleText(clock.rule)}>时限 {shortMoment(clock.dueAt, now)}{late ? "，超过时限" : ""}</small>
    </div>
  );
}
