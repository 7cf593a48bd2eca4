import { Component } from "preact";
import type { OrderSummary } from "../../../../gen/opscenter/v1/hotline_pb";
import { isOverdue, lookOf } from "../../words/marks";
import { topicLeaf, topicRoot, townName } from "../../words/names";
import { stageName } from "../../words/stages";
import { typeName } from "../../words/types";
import { age, secondsSince } from "../../../../shell/time";
import { Flags } from "../Flags";
import { Mark } from "../Mark";
import { dueText, fullMoment } from "../moments";

export interface OrderRowProps {
  readonly order: OrderSummary;
  /** The source's clock, milliseconds. */
  readonly now: number;
  readonly href: string;
  /** The keyboard stands here. */
  readonly current: boolean;
  /** It is shown beside the list. */
  readonly opened: boolean;
  /** It has moved on; it stands here until the list is read again. */
  readonly gone: boolean;
  readonly showStage: boolean;
  readonly onOpen: (number: string, byKey: boolean) => void;
  readonly onFocus: (number: string) => void;
}

/** A line of the list: one line where there is room, two where there is not. Redrawn only when it has changed: lists are long. */
export class OrderRow extends Component<OrderRowProps> {
  override shouldComponentUpdate(next: OrderRowProps): boolean {
    return (Object.keys(next) as (keyof OrderRowProps)[]).some((key) => next[key] !== this.props[key]);
  }

  override render() {
    return <Line {...this.props} />;
  }
}

function Line({ order, now, href, current, opened, gone, showStage, onOpen, onFocus }: OrderRowProps) {
  const due = order.stageDueAt ?? order.dueAt;
  const look = lookOf(order.mark);
  const dueWords = order.held ? "暂停" : dueText(due, now);
  return (
    <div
      role="row"
      class={`order-row m-${look.key}${opened ? " opened" : ""}${gone ? " gone" : ""}${order.department === "" ? " undispatched" : ""}`}
      data-number={order.number}
      tabIndex={current ? 0 : -1}
      aria-selected={opened}
      aria-current={current ? "true" : undefined}
      onFocus={() => onFocus(order.number)}
      onClick={(e) => {
        if (e.ctrlKey || e.metaKey || e.shiftKey) return;
        e.preventDefault();
        onOpen(order.number, false);
      }}
      onKeyDown={(e) => {
        if (e.key !== "Enter" || e.ctrlKey || e.metaKey) return;
        e.preventDefault();
        e.stopPropagation();
        onOpen(order.number, true);
      }}
    >
      <span role="gridcell" class="c-number">
        <a href={href} tabIndex={-1}>
          {order.number}
        </a>
      </span>
      <span role="gridcell" class="c-type">
        {typeName(order.type)}
      </span>
      <span role="gridcell" class="c-title">
        <Flags order={order} />
        <span class="ellipsis" title={order.title}>
          {order.title || order.excerpt || "（无标题）"}
        </span>
      </span>
      <span role="gridcell" class="c-topic ellipsis" title={order.topic}>
        {topicRoot(order.topic) && <i>{topicRoot(order.topic)} › </i>}
        {topicLeaf(order.topic)}
      </span>
      <span role="gridcell" class="c-town ellipsis">
        {townName(order.placeName) || "—"}
      </span>
      <span role="gridcell" class="c-department ellipsis" title={order.departmentName}>
        {order.departmentName || "—"}
      </span>
      <span role="gridcell" class="c-stage">
        {showStage || gone ? stageName(order.stage) : ""}
      </span>
      <span role="gridcell" class="c-since" title={`自 ${fullMoment(order.since)} 起`}>
        {age(secondsSince(order.since, now) ?? 0)}
      </span>
      <span role="gridcell" class={isOverdue(order.mark) ? "c-due late" : "c-due"} title={fullMoment(due)}>
        <Mark mark={order.mark} />
        {dueWords || "—"}
      </span>
    </div>
  );
}
