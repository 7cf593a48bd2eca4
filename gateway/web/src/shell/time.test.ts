import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";
import { age, ageClock, clock, countText, dayName, grouped, hourOf, minutes, narrowText, secondsSince, span } from "./time";

test("an instant is shown by the hall's clock, wherever the browser stands", () => {
  expect(clock(Date.UTC(2026, 10, 23, 16, 5, 9))).toBe("00:05:09");
  expect(clock(undefined)).toBe("--:--:--");
});

test("the local hour counts only on the day itself", () => {
  expect(hourOf(Date.UTC(2026, 10, 23, 6, 59), "2026-11-23")).toBe(14);
  expect(hourOf(Date.UTC(2026, 10, 23, 16, 0), "2026-11-23")).toBe(24);
});

test("dates carry their weekday", () => expect(dayName("2026-11-23")).toBe("11月23日 星期一"));
test("spans", () => expect([span(-2), span(59.9), span(754), span(3661)]).toEqual(["0:00", "0:59", "12:34", "1:01:01"]));
test("numbers", () => expect([grouped(1234567), grouped(999), minutes(504)]).toEqual(["1,234,567", "999", "8.4"]));

test("an age ticks by the second", () => {
  expect([ageClock(59), ageClock(3_661), ageClock(86_399), ageClock(86_400), ageClock(3 * 86_400 + 15_153)])
    .toEqual(["0:59", "1:01:01", "23:59:59", "1天 00:00:00", "3天 04:12:33"]);
});

test("in a list an age has two units, the larger ones", () => {
  expect([age(0), age(59), age(3_599), age(3_600), age(86_399), age(86_400), age(3 * 86_400 + 15_153), age(1_200 * 86_400)])
    .toEqual(["0分", "0分", "59分", "1时0分", "23时59分", "1天0时", "3天4时", "1,200天"]);
});

test("what began in the future has no age yet, what never began has none", () => {
  expect(secondsSince(timestampFromMs(5_000), 65_900)).toBe(60);
  expect(secondsSince(timestampFromMs(5_000), 4_000)).toBe(0);
  expect(secondsSince(undefined, 4_000)).toBeUndefined();
  expect(secondsSince(timestampFromMs(5_000), undefined)).toBeUndefined();
});

test("great counts keep within their room", () => {
  expect([countText(999_999), countText(2_844_524)]).toEqual(["999,999", "284.5万"]);
  expect([narrowText(9_999), narrowText(12_611), narrowText(99_960), narrowText(598_672), narrowText(2_844_524)])
    .toEqual(["9,999", "1.26万", "10.0万", "59.9万", "284万"]);
});
