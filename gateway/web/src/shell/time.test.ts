import { expect, test } from "vitest";
import { clock, dayName, grouped, hourOf, minutes, span } from "./time";

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
