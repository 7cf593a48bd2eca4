import { useComputed } from "@preact/signals";
import { definitions } from "../definitions";
import type { HotlineTheme, WallOrder } from "../../../gen/opscenter/v1/hotline_pb";
import { isOverdue, lookOf } from "../words/marks";
import { nameIn, shortTown, topicLeaf, topicRoot } from "../words/names";
import { rates, shareOf } from "../words/rates";
import { rateText } from "../../../shell/shares";
import { Shape } from "../../../shell/Shape";
import { age, ageClock, countText } from "../../../shell/time";
import { Figure } from "../../../wall/Figure";
import { Age } from "./Age";
import { useRoom } from "../../../wall/useRoom";
import type { HotlineFeed } from "./hotline";

const [claim] = rates;

/** 认领不主动: the orders that nobody has claimed. The first thing that this wall says. */
export function Unclaimed({ feed }: { feed: HotlineFeed }) {
  const counts = useComputed(() => feed.standing.value.theme?.counts);
  const month = useComputed(() => feed.standing.value.theme?.month);
  const list = useComputed(() => feed.standing.value.theme?.unclaimed);
  const { box, rows } = useRoom();
  const c = counts.value;
  const m = month.value;
  const state = !c || c.unclaimed === 0 ? "calm" : c.unclaimedOverdue > 0 ? "late" : "waiting";
  return (
    <section class={`panel unclaimed ${state}`} aria-label={definitions.unclaimed.name}>
      <div class="unclaimed-head">
        <h3 data-def="unclaimed">
          待签收<small>已派单 · 无人认领</small>
        </h3>
        <div
          class="unclaimed-count"
          style={{ "--length": countText(c?.unclaimed ?? 0).length, "--late-length": countText(c?.unclaimedOverdue ?? 0).length }}
        >
          <Figure metric="counts.unclaimed" def="unclaimed" value={c?.unclaimed} show={countText} unit="件" />
          <div class="unclaimed-late" data-def="unclaimed_overdue">
            <span>超时限</span>
            <Figure metric="counts.unclaimed_overdue" def="unclaimed_overdue" value={c?.unclaimedOverdue} show={countText} />
          </div>
        </div>
        <div class="unclaimed-facts">
          <span>
            <span class="label">最久</span> <Age feed={feed} since={c?.oldestUnclaimedSince} def="unclaimed_age" show={ageClock} />
          </span>
          <span>
            <span class="label">本月签收率</span>{" "}
            <Figure metric="month.claim_rate" def="claim_rate" value={shareOf(claim, m)} show={rateText} unit="%" />
          </span>
        </div>
      </div>
      <div class="unclaimed-list" ref={box} style={{ "--rows": Math.min(rows, 10) }}>
        {(list.value ?? []).map((order, i) => (
          <Waiting key={order.number} hidden={i >= rows} feed={feed} order={order} theme={feed.standing.peek().theme} />
        ))}
        {list.value?.length === 0 && <p class="calm-word">{c?.unclaimed === 0 ? "没有待签收的工单" : ""}</p>}
      </div>
    </section>
  );
}

function Waiting({
  feed,
  order,
  theme,
  hidden,
}: {
  feed: HotlineFeed;
  order: WallOrder;
  theme: HotlineTheme | undefined;
  hidden: boolean;
}) {
  const look = lookOf(order.mark);
  const root = topicRoot(order.topic);
  return (
    <div
      class={`waiting m-${look.key} ${isOverdue(order.mark) ? "late" : ""}`}
      data-metric={`unclaimed.${order.number}`}
      data-value={look.key}
      hidden={hidden}
      title={`${order.number} ${order.topic}`}
    >
      <span class="waiting-mark" title={look.label}>
        <Shape d={look.shape} />
      </span>
      <span class="waiting-topic ellipsis">
        {topicLeaf(order.topic)}
        {root && <small>{root}</small>}
      </span>
      <Age feed={feed} since={order.since} def="unclaimed_age" show={age} />
      <span class="waiting-who ellipsis">
        {shortTown(nameIn(theme?.towns, order.town))} <b>{nameIn(theme?.departments, order.department)}</b>
      </span>
    </div>
  );
}
