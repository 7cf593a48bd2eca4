import { expect, test } from "vitest";
import { create } from "@bufbuild/protobuf";
import { FilingProgressSchema, FilingRatesSchema } from "../../../gen/opscenter/v1/filings_pb";
import { dayTime, untilText } from "./moments";
import { changeBetween, filingRates, filingShare, progressShare, shortPeriod, shortPlace, standingOf, valueText } from "./rates";

const rates = create(FilingRatesSchema, { due: 8, onTime: 6, required: 40, filled: 30, submitted: 50, wrong: 5 });

test("rates are the divisions that they say they are, and nothing of nothing", () => {
  expect(filingRates.map((rate) => filingShare(rate, rates))).toEqual([0.75, 0.75, 0.9]);
  expect(filingRates.map((rate) => filingShare(rate, create(FilingRatesSchema)))).toEqual([undefined, undefined, undefined]);
});

test("what is late colours a town before what was returned, and all sent is done", () => {
  const of = (owed: number, sent: number, returned: number, late: number) =>
    standingOf(create(FilingProgressSchema, { owed, sent, returned, late }));
  expect([of(3, 1, 1, 1), of(3, 1, 1, 0), of(3, 3, 0, 0), of(3, 1, 0, 0), of(0, 0, 0, 0)]).toEqual([
    "late",
    "returned",
    "done",
    "going",
    "going",
  ]);
  expect(progressShare(create(FilingProgressSchema, { owed: 4, sent: 1 }))).toBe(0.25);
});

test("changes are told only where there is something to compare with", () => {
  expect([
    changeBetween("110", "100"),
    changeBetween("90", "100"),
    changeBetween("5", "0"),
    changeBetween("5", ""),
    changeBetween("-5", "-10"),
  ]).toEqual([0.1, -0.1, undefined, undefined, 0.5]);
});

test("names are shortened to what tells them apart", () => {
  expect(["2026年10月", "2026年第3季度", "2026年下半年", "2026年"].map(shortPeriod)).toEqual(["10月", "3季度", "下半年", "2026年"]);
  expect(["奇石村村民委员会", "幸福社区居民委员会", "龙归镇"].map(shortPlace)).toEqual(["奇石村", "幸福社区", "龙归镇"]);
});

test("numbers have their thousands marks, moments their local day", () => {
  expect([valueText("3189401"), valueText("677.85"), valueText("5"), valueText("")]).toEqual(["3,189,401", "677.85", "5", ""]);
  const at = { $typeName: "google.protobuf.Timestamp" as const, seconds: 1_795_000_000n, nanos: 0 };
  expect(dayTime(at)).toBe("11月18日 19:06");
  expect(untilText(at, 1_795_000_000_000 - 3 * 86_400_000)).toBe("还剩 3 天");
  expect(untilText(at, 1_795_000_000_000 + 2 * 3_600_000)).toBe("已逾期 2 小时");
});
