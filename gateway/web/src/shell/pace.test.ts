import { expect, test } from "vitest";
import { ClockPhase } from "../gen/opscenter/v1/clock_pb";
import { paceOf, paceWord, steady } from "./pace";

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
