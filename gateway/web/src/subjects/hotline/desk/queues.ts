import type { DefinitionKey } from "../definitions";
import { OrderStage, type HotlineDeskTheme, type OrderSummary } from "../../../gen/opscenter/v1/hotline_pb";
import { centre } from "./desks";

export type QueueKey =
  | "acceptance" | "dispatch" | "claim" | "refusal" | "adjudication" | "work" | "assist" | "review" | "callback" | "delay" | "held" | "all";

/** A part of the orders that somebody works through. */
export interface Queue {
  readonly key: QueueKey;
  readonly label: string;
  /** What is to be done with it, for those who are new. */
  readonly hint: string;
  /** Empty: every stage. */
  readonly stages: readonly OrderStage[];
  readonly onlyDelayPending?: boolean;
  readonly onlyOpen?: boolean;
  /** No department has these. */
  readonly undispatched?: boolean;
  /** Whether an order stands in it: what has moved on is not shown. `desk`: the desk that looks. */
  readonly fits?: (order: OrderSummary, desk: string) => boolean;
  readonly count: (theme: HotlineDeskTheme) => number | undefined;
  /** What its number means. */
  readonly def: DefinitionKey;
  /** What the number counts, where it is not the whole queue. */
  readonly counts?: string;
  /** How many of them are past the limit. */
  readonly overdue?: (theme: HotlineDeskTheme) => number | undefined;
}

const atStage = (
  key: QueueKey,
  label: string,
  hint: string,
  stage: OrderStage,
  def: DefinitionKey,
  count: Queue["count"],
  more: Partial<Queue> = {},
): Queue => ({ key, label, hint, stages: [stage], def, count, ...more });

// A department sees the orders that it assists with too; what waits for its own hand are those that it leads.
const leads = (order: OrderSummary, desk: string): boolean => desk === centre || order.department === desk;

const queues: readonly Queue[] = [
  atStage(
    "acceptance",
    "待受理",
    "来电登记后，等待决定是否受理",
    OrderStage.AWAITING_ACCEPTANCE,
    "awaiting_acceptance",
    (t) => t.counts?.awaitingAcceptance,
    { undispatched: true },
  ),
  atStage(
    "dispatch",
    "待派单",
    "已受理，等待派给承办单位",
    OrderStage.AWAITING_DISPATCH,
    "awaiting_dispatch",
    (t) => t.counts?.awaitingDispatch,
    { undispatched: true },
  ),
  atStage(
    "claim",
    "待签收",
    "已派单，时钟自派单起走，等待承办单位签收",
    OrderStage.AWAITING_CLAIM,
    "unclaimed",
    (t) => t.counts?.unclaimed,
    { fits: leads, overdue: (t) => t.counts?.unclaimedOverdue },
  ),
  atStage(
    "refusal",
    "退单待审",
    "承办单位退单，等待审核是否成立",
    OrderStage.REFUSAL_PENDING,
    "refusal_pending",
    (t) => t.counts?.refusalPending,
  ),
  atStage("adjudication", "会商", "责任不清，等待裁定由谁办理", OrderStage.ADJUDICATION, "adjudication", (t) => t.counts?.adjudication),
  atStage("work", "办理中", "承办单位已签收，正在办理", OrderStage.IN_PROGRESS, "in_progress", (t) => t.counts?.inProgress, {
    fits: leads,
  }),
  {
    key: "assist",
    label: "协办",
    hint: "由其他单位主办、本单位协办",
    stages: [],
    onlyOpen: true,
    fits: (order, desk) => order.assisting.includes(desk),
    def: "assisting",
    count: (t) => t.assisting,
  },
  atStage("review", "待审核", "承办单位已答复，等待审核", OrderStage.AWAITING_REVIEW, "awaiting_review", (t) => t.counts?.awaitingReview),
  atStage(
    "callback",
    "待回访",
    "答复已通过审核，等待回访来电人",
    OrderStage.AWAITING_CALLBACK,
    "awaiting_callback",
    (t) => t.counts?.awaitingCallback,
  ),
  {
    key: "delay",
    label: "延期申请",
    hint: "承办单位申请延期，等待审批",
    stages: [],
    onlyDelayPending: true,
    onlyOpen: true,
    fits: (order) => order.delayPending,
    def: "delays_pending",
    count: (t) => t.delaysPending,
  },
  atStage("held", "挂账", "疑难挂账，时限暂停并记录在案", OrderStage.IN_PROGRESS, "held", (t) => t.counts?.held, {
    fits: (order) => order.held,
  }),
  {
    key: "all",
    label: "全部工单",
    hint: "所有环节，含已办结和已归档",
    stages: [],
    def: "open",
    counts: "在办",
    count: (t) => t.counts?.open,
  },
];

const ofCentre: readonly QueueKey[] = [
  "acceptance",
  "dispatch",
  "claim",
  "refusal",
  "adjudication",
  "work",
  "review",
  "callback",
  "delay",
  "held",
  "all",
];
const ofDepartment: readonly QueueKey[] = [
  "claim",
  "work",
  "assist",
  "delay",
  "held",
  "refusal",
  "adjudication",
  "review",
  "callback",
  "all",
];

/** The queues of a desk, in the order of the side bar. */
export function queuesOf(desk: string): readonly Queue[] {
  return (desk === centre ? ofCentre : ofDepartment).map(queueOf);
}

export function queueOf(key: QueueKey): Queue {
  return queues.find((queue) => queue.key === key) ?? (queues.at(-1) as Queue);
}

/** Whether the department need not be said of each order: nobody has it yet, or it is the one that looks. */
export const sparesDepartment = (queue: Queue, desk: string): boolean =>
  queue.undispatched === true || (desk !== centre && queue.key !== "assist" && queue.key !== "all");

export const isQueue = (key: string | undefined): key is QueueKey => queues.some((queue) => queue.key === key);

/** The queue that somebody begins with: where their own work lies. */
export function firstQueue(roles: readonly string[]): QueueKey {
  const first: readonly [string, QueueKey][] = [
    ["dispatcher", "dispatch"],
    ["adjudicator", "adjudication"],
    ["reviewer", "review"],
    ["callback", "callback"],
    ["department", "claim"],
    ["town", "claim"],
  ];
  return first.find(([role]) => roles.includes(role))?.[1] ?? "all";
}

/** Whether an order still stands in a queue. */
export function standsIn(queue: Queue, order: OrderSummary, desk: string): boolean {
  if (queue.stages.length > 0 && !queue.stages.includes(order.stage)) return false;
  return queue.fits?.(order, desk) ?? true;
}
