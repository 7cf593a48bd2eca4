import { expect, test } from "vitest";
import { ClockPhase } from "../gen/opscenter/v1/clock_pb";
import { carriedOn, paceOf, paceWord, steady, stepOf } from "./pace";

test("a real clock says nothing of its speed", () => {
  expect(paceWord(steady)).toBe("");
  expect(paceOf(0, ClockPhase.STEADY)).toBe(steady);
  expect(paceOf(Number.NaN, ClockPhase.STEADY)).toBe(steady);
});

test("a simulated clock says how fast it is and why", () => {
  expect(paceWord(paceOf(60, ClockPhase.OFFICE_HOURS))).toBe("演示 · 60×");
  expect(paceWord(paceOf(1800, ClockPhase.NIGHT))).toBe("演示 · 夜间快进 1,800×");
  expect(paceWord(paceOf(3600, ClockPhase.DAY_OFF))).toBe("演示 · 休息日快进 3,600×");
});

test("the told time goes on at its pace, and not beyond what was told of", () => {
  const night = { at: 1_000, now: 500_000, pace: paceOf(1_800, ClockPhase.NIGHT), until: 2_300_000 };
  expect(carriedOn(night, 1_000)).toBe(500_000);
  expect(carriedOn(night, 1_500)).toBe(1_400_000);
  expect(carriedOn(night, 2_000)).toBe(2_300_000);
  expect(carriedOn(night, 9_000)).toBe(2_300_000);
  expect(carriedOn({ at: 0, now: 7, pace: steady, until: Number.POSITIVE_INFINITY }, 3_600_000)).toBe(3_600_007);
});

test("a shown clock goes on by whole steps, five times a second or less often", () => {
  expect(stepOf(1)).toBe(1_000);
  expect(stepOf(60)).toBe(15_000);
  expect(stepOf(1_800)).toBe(600_000);
  expect(stepOf(3_600)).toBe(900_000);
  expect(stepOf(1_000_000)).toBe(3_600_000);
});
