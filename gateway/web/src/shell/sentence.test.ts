import { expect, test } from "vitest";
import { inChinese } from "./sentence";

test("of a sentence in two languages the Chinese half is shown", () => {
  expect(inChinese("须说明理由 / A reason is needed")).toBe("须说明理由");
});

test("a sentence in one language stays, whatever it contains", () => {
  expect(inChinese("没有工单 A/B")).toBe("没有工单 A/B");
  expect(inChinese("either / or")).toBe("either / or");
});
