import { expect, test } from "vitest";
import { ClockMark, OrderStage } from "../../../gen/opscenter/v1/hotline_pb";
import { isOverdue, lookOf } from "./marks";
import { stageName } from "./stages";

test("every mark has its own word and shape, so that colour is not needed to tell them apart", () => {
  const marks = [ClockMark.CLOCK_MARK_UNSPECIFIED, ClockMark.CLOCK_WARNING, ClockMark.CLOCK_YELLOW, ClockMark.CLOCK_RED].map(lookOf);
  expect(new Set(marks.map((look) => look.label)).size).toBe(4);
  expect(new Set(marks.map((look) => look.shape)).size).toBe(4);
});

test("a mark that a newer server invented is shown as none", () => {
  expect(lookOf(9 as ClockMark)).toBe(lookOf(ClockMark.CLOCK_MARK_UNSPECIFIED));
});

test("a warning is not late yet", () => {
  expect([ClockMark.CLOCK_WARNING, ClockMark.CLOCK_YELLOW, ClockMark.CLOCK_RED].map(isOverdue)).toEqual([false, true, true]);
});

test("every stage of the contract has a name, an unknown one none", () => {
  const stages = Object.values(OrderStage).filter(
    (stage): stage is OrderStage => typeof stage === "number" && stage !== OrderStage.ORDER_STAGE_UNSPECIFIED,
  );
  expect(stages.length).toBeGreaterThan(10);
  for (const stage of stages) expect(stageName(stage)).not.toBe("");
  expect(stageName(99 as OrderStage)).toBe("");
});
