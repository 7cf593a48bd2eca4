import { expect, test } from "vitest";
import { limitTable } from "./limits";

test("each name has a row, each day a column; a set without a limit leaves its cell empty", () => {
  const table = limitTable([
    { from: "2026-01-01", name: "办结（投诉）", limit: "5 个工作日" }, { from: "2026-01-01", name: "签收", limit: "4 小时" },
    { from: "2010-01-01", name: "办结（其他）", limit: "10 个工作日" }, { from: "2010-01-01", name: "签收", limit: "1 个工作日" },
  ]);
  expect(table.days).toEqual(["2010-01-01", "2026-01-01"]);
  expect(table.rows).toEqual([
    { name: "办结（投诉）", limits: [undefined, "5 个工作日"] },
    { name: "签收", limits: ["1 个工作日", "4 小时"] },
    { name: "办结（其他）", limits: ["10 个工作日", undefined] },
  ]);
});
