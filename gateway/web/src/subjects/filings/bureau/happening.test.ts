import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";
import { RoundHappeningSchema } from "../../../gen/opscenter/v1/filings_pb";
import { happeningOf, type Happening } from "./happening";

const at = (iso: string) => timestampFromMs(Date.parse(iso));
type What = MessageInitShape<typeof RoundHappeningSchema>["what"];
const told = (what: What): Happening => happeningOf(create(RoundHappeningSchema, what ? { what } : {}));

test("a round's history is told in words, and what was sent with the hash of its file", () => {
  expect(told({ case: "opened", value: { places: 2, dueAt: at("2026-11-11T09:30:00Z"), lockAt: at("2026-11-18T09:30:00Z") } }).text)
    .toBe("下发给 2 个地方，11月11日 17:30 截止，11月18日 17:30 锁定");
  expect(told({ case: "dueMoved", value: { dueAt: at("2026-11-12T09:30:00Z"), reason: "省厅通知延期" } }).text).toBe("截止改为 11月12日 17:30：省厅通知延期");
  expect(told({ case: "placesChanged", value: { removed: ["a"], reason: "区划调整" } }).text).toBe("区划调整，减少 1 个地方");
  expect(told({ case: "reported", value: { report: 2, layout: "省平台", fileName: "村年报.xlsx", hash: "ab12", places: 89 } }))
    .toEqual({ text: "第 2 次报送：村年报.xlsx，89 份，版式“省平台”", hash: "ab12" });
  expect(told(undefined).text).toBe("其他变动");
});
