import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";
import { OrderDeadlineSchema } from "../../../gen/opscenter/v1/hotline_pb";
import { dateOf, dueText, fullMoment, leftText, ruleText, shortMoment, startOf, usedShare } from "./moments";

/** Local time of the reference day, 2026-11-24. */
const at = (hours: number, minutes = 0, days = 0): number => Date.UTC(2026, 10, 24 + days, hours - 8, minutes);
const stamp = (ms: number) => timestampFromMs(ms);
const now = at(10);

test("a moment is as short as it stays clear", () => {
  expect([at(9, 5), at(9, 0, -1), at(17, 30, 1), at(8, 0, -10), at(8, 0, -400)].map((ms) => shortMoment(stamp(ms), now)))
    .toEqual(["今天 09:05", "昨天 09:00", "明天 17:30", "11-14 08:00", "2025-10-20"]);
  expect(fullMoment(stamp(at(23, 59)))).toBe("2026-11-24 23:59");
  expect([shortMoment(undefined, now), fullMoment(undefined)]).toEqual(["", ""]);
});

test("the day turns at midnight in China, wherever the browser stands", () => {
  expect(shortMoment(stamp(at(0, 0, 1)), at(23, 59))).toBe("明天 00:00");
  expect(dateOf(at(0, 30))).toBe("2026-11-24");
});

test("a deadline that has passed says for how long", () => {
  expect([at(9, 59), at(8), at(10, 0, -3), at(10), at(12)].map((ms) => dueText(stamp(ms), now))).toEqual([
    "超 1分",
    "超 2时0分",
    "超 3天0时",
    "超 0分",
    "今天 12:00",
  ]);
  expect(dueText(undefined, now)).toBe("");
});

const deadline = (rule: string, from: number, due: number, workingDaysLeft: number) =>
  create(OrderDeadlineSchema, { rule, startedAt: stamp(from), dueAt: stamp(due), workingDaysLeft });

test("what is left is counted in the unit of the limit", () => {
  expect(leftText(deadline("10wd 2026-01-01", at(10, 0, -3), at(10, 0, 9), 6.54), now)).toBe("还剩 6.5 个工作日");
  expect(leftText(deadline("10wd 2026-01-01", at(10, 0, -20), at(10, 0, -1), -1), now)).toBe("已超 1 个工作日");
  expect(leftText(deadline("2h 2026-01-01", at(9, 30), at(11, 30), 0.2), now)).toBe("还剩 1时30分");
  expect(leftText(deadline("2h", at(7), at(9), -0.1), now)).toBe("已超 1时0分");
  expect(leftText(deadline("1wd", at(10, 0, -1), at(10, 1), 0.004), now)).toBe("即将到期");
});

test("the share that is used stays between none and all", () => {
  expect([at(8), at(12), at(20), at(30)].map((ms) => usedShare(deadline("1wd", at(10), at(20), 1), ms))).toEqual([0, 0.2, 1, 1]);
});

test("rules are told in words; what is no rule stays", () => {
  expect([ruleText("10wd 2026-01-01"), ruleText("0.5wd"), ruleText("2h 2026-01-01"), ruleText("by decree")])
    .toEqual(["10 个工作日，2026-01-01 起的规定", "0.5 个工作日", "2 小时，2026-01-01 起的规定", "by decree"]);
});

test("a date begins at local midnight; what is no date has no beginning", () => {
  expect(startOf("2026-11-24")).toBe(at(0));
  expect([startOf("2026-02-30"), startOf(""), startOf("24.11.2026")]).toEqual([undefined, undefined, undefined]);
});
