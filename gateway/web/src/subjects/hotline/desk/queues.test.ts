import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { HotlineDeskThemeSchema, OrderStage, OrderSummarySchema, type HotlineDeskTheme } from "../../../gen/opscenter/v1/hotline_pb";
import { FrameSchema } from "../../../gen/opscenter/v1/screens_pb";
import { applyFrame, nowhere } from "../../../live/standing";
import { centre } from "./desks";
import { firstQueue, queueOf, queuesOf, standsIn, type QueueKey } from "./queues";
import { foldDesk } from "./theme";

const theme = create(HotlineDeskThemeSchema, {
  counts: {
    awaitingAcceptance: 1, awaitingDispatch: 2, unclaimed: 3, unclaimedOverdue: 4, refusalPending: 5, adjudication: 6, inProgress: 7,
    awaitingReview: 8, awaitingCallback: 9, held: 10, open: 11,
  },
  assisting: 12, delaysPending: 13,
});

test("each queue shows its own number of the theme", () => {
  const numbers = (desk: string) => Object.fromEntries(queuesOf(desk).map((queue) => [queue.key, queue.count(theme)]));
  expect(numbers(centre)).toEqual({
    acceptance: 1,
    dispatch: 2,
    claim: 3,
    refusal: 5,
    adjudication: 6,
    work: 7,
    review: 8,
    callback: 9,
    delay: 13,
    held: 10,
    all: 11,
  });
  expect(numbers("ZJJ")).toEqual({
    claim: 3,
    work: 7,
    assist: 12,
    delay: 13,
    held: 10,
    refusal: 5,
    adjudication: 6,
    review: 8,
    callback: 9,
    all: 11,
  });
  expect(queueOf("claim").overdue?.(theme)).toBe(4);
});

test("a frame changes the numbers as a whole, and a heartbeat none of them", () => {
  const first = applyFrame(
    nowhere<HotlineDeskTheme>(),
    create(FrameSchema, { epoch: "e", revision: 1n, body: { case: "hotlineDesk", value: theme } }),
    foldDesk,
  );
  if (first === "gap") throw new Error("a snapshot follows anything");
  const beat = applyFrame(first, create(FrameSchema, { epoch: "e", revision: 1n, body: { case: "heartbeat", value: {} } }), foldDesk);
  expect(beat !== "gap" && beat.theme).toBe(theme);
  const later = create(HotlineDeskThemeSchema, { change: 7n });
  // Sent whole: it follows also where frames are missing.
  const next = applyFrame(first, create(FrameSchema, { epoch: "e", revision: 9n, body: { case: "hotlineDesk", value: later } }), foldDesk);
  expect(next !== "gap" && next.theme).toBe(later);
});

test("an order that has moved on stands in its queue no more", () => {
  const order = (stage: OrderStage, more = {}) => create(OrderSummarySchema, { stage, department: "ZJJ", ...more });
  const stands = (key: QueueKey, of: ReturnType<typeof order>, desk: string = centre) => standsIn(queueOf(key), of, desk);
  expect(stands("dispatch", order(OrderStage.AWAITING_DISPATCH))).toBe(true);
  expect(stands("dispatch", order(OrderStage.AWAITING_CLAIM))).toBe(false);
  expect(stands("held", order(OrderStage.IN_PROGRESS, { held: true }))).toBe(true);
  expect(stands("held", order(OrderStage.IN_PROGRESS))).toBe(false);
  expect(stands("delay", order(OrderStage.IN_PROGRESS, { delayPending: true }))).toBe(true);
  expect(stands("delay", order(OrderStage.IN_PROGRESS))).toBe(false);
  expect(stands("all", order(OrderStage.ARCHIVED))).toBe(true);
});

test("what a department assists with does not wait for its claim", () => {
  const assisted = create(OrderSummarySchema, { stage: OrderStage.AWAITING_CLAIM, department: "CGJ", assisting: ["ZJJ"] });
  expect(standsIn(queueOf("claim"), assisted, "ZJJ")).toBe(false);
  expect(standsIn(queueOf("assist"), assisted, "ZJJ")).toBe(true);
  expect(standsIn(queueOf("claim"), assisted, centre)).toBe(true);
});

test("everybody begins where their work lies", () => {
  expect([["dispatcher"], ["callback"], ["department"], ["leader"], ["leader", "reviewer"], []].map(firstQueue))
    .toEqual(["dispatch", "callback", "claim", "all", "review", "all"]);
});
