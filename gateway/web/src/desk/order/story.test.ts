import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";
import { lateBy, stepKind } from "./story";

test("what was a mark, what turned it back, and what the product notes is told apart", () => {
  const kind = (kind: string, text = "") => stepKind({ kind: `hotline.${kind}`, text });
  expect([kind("deadline-marked", "红牌：签收已超过时限"), kind("deadline-marked", "黄牌：…"), kind("deadline-marked", "预警：…")]).toEqual(["red", "yellow", "warning"]);
  expect([kind("order-refused"), kind("order-claimed"), kind("result-delivered"), kind("something-new")]).toEqual(["back", "deed", "note", "deed"]);
});

test("what was recorded much later than it happened says so", () => {
  const line = (at: number, recorded: number) => ({ at: timestampFromMs(at), recordedAt: timestampFromMs(recorded) });
  expect([lateBy(line(0, 59_000)), lateBy(line(0, 61_000)), lateBy({})]).toEqual([false, true, false]);
});
