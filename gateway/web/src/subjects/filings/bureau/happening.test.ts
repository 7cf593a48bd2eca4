import { expect, test } from "vitest";
import { happeningOf } from "./happening";

test("a round's history is told in words, and what was sent with the hash of its file", () => {
  expect(happeningOf("filings.round-opened", { places: ["a", "b"], dueAt: "2026-11-11T09:30:00Z", lockAt: "2026-11-18T09:30:00Z" }).text).toBe("下发给 2 个地方，11月11日 17:30 截止，11月18日 17:30 锁定");
  expect(happeningOf("filings.round-due-moved", { dueAt: "2026-11-12T09:30:00Z", reason: "省厅通知延期" }).text).toBe("截止改为 11月12日 17:30：省厅通知延期");
  expect(happeningOf("filings.round-places-changed", { added: [], removed: ["a"], reason: "区划调整" }).text).toBe("区划调整，减少 1 个地方");
  expect(happeningOf("filings.round-reported", { report: 2, layout: "省平台", fileName: "村年报.xlsx", hash: "ab12", places: 89 })).toEqual({ text: "第 2 次报送：村年报.xlsx，89 份，版式“省平台”", hash: "ab12" });
  expect(happeningOf("filings.something-new", {}).text).toBe("filings.something-new");
});
