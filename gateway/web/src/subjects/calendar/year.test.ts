import { expect, test } from "vitest";
import { DayWork } from "../../gen/opscenter/v1/calendar_pb";
import { holidaysOf, monthsOf, spansOf } from "./year";

const day = (date: string, work: DayWork, name: string) => ({ date, work, name }) as never;

const year = monthsOf({
  year: 2026,
  today: "2026-11-30",
  days: [
    day("2026-01-01", DayWork.REST_DAY, "元旦"),
    day("2026-01-02", DayWork.REST_DAY, "元旦"),
    day("2026-01-03", DayWork.REST_DAY, "元旦"),
    day("2026-01-04", DayWork.WORKING_DAY, "元旦"),
    day("2026-05-04", DayWork.AFTERNOON_ONLY, "青年节"),
  ],
});
const kind = (date: string) => year.flatMap(({ days }) => days).find((one) => one.date === date)?.kind;

test("days are what the decree makes of them", () => {
  expect([kind("2026-01-01"), kind("2026-01-03"), kind("2026-01-04"), kind("2026-01-05"), kind("2026-01-10"), kind("2026-05-04")])
    .toEqual(["holiday", "holiday", "makeup", "work", "weekend", "half"]);
});

test("a month begins on its weekday and counts what is worked", () => {
  expect(year.map(({ before }) => before)).toEqual([3, 6, 6, 2, 4, 0, 2, 5, 1, 3, 6, 1]);
  // 22 weekdays, less 1 and 2 January, and the Sunday that is worked.
  expect(year[0]?.working).toBe(21);
  expect(year[4]?.working).toBe(20.5);
  expect(year.flatMap(({ days }) => days).filter(({ isToday }) => isToday).map(({ date }) => date)).toEqual(["2026-11-30"]);
});

test("29 February is there in leap years alone", () => {
  expect(monthsOf({ year: 2028, today: "", days: [] })[1]?.days.length).toBe(29);
  expect(monthsOf({ year: 2100, today: "", days: [] })[1]?.days.length).toBe(28);
});

test("a holiday is named once, with its span and what is worked for it", () => {
  expect(holidaysOf(year)[0]).toEqual({ name: "元旦", days: ["2026-01-01", "2026-01-02", "2026-01-03"], makeup: ["2026-01-04"] });
  expect(spansOf(["2026-01-03", "2026-01-01", "2026-01-02", "2026-02-28"])).toBe("1月1日–3日、2月28日");
  expect(spansOf(["2026-04-30", "2026-05-01"])).toBe("4月30日–5月1日");
});
