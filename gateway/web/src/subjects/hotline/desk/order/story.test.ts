import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";
import { actorName, isNote, lateBy, stepKind } from "./story";

test("what was a mark, what turned it back, and what the product notes is told apart", () => {
  const kind = (kind: string, text = "") => stepKind({ kind: `hotline.${kind}`, text });
  expect([kind("deadline-marked", "红牌：签收已超过时限"), kind("deadline-marked", "黄牌：…"), kind("deadline-marked", "预警：…")]).toEqual(
    ["red", "yellow", "warning"],
  );
  expect([kind("order-refused"), kind("order-claimed"), kind("result-delivered"), kind("something-new")]).toEqual([
    "back",
    "deed",
    "note",
    "deed",
  ]);
});

test("what the product notes is no deed of anybody's", () => {
  const note = (kind: string, actor: string, text = "") => isNote({ kind: `hotline.${kind}`, actor, text });
  expect([
    note("precedent-recorded", "hotline.order"),
    note("deadline-marked", "hotline.watch", "预警：签收时限将到"),
    note("order-urged", "hotline.watch"),
  ]).toEqual([true, true, true]);
  expect([note("order-urged", "hl"), note("order-claimed", "zjj"), note("order-claimed", "hotline.watch")]).toEqual([false, false, false]);
});

test("parts of the product have one name for people", () => {
  expect([actorName("hotline.watch"), actorName("heli")]).toEqual(["系统", "heli"]);
});

test("what was recorded much later than it happened says so", () => {
  const line = (at: number, recorded: number) => ({ at: timestampFromMs(at), recordedAt: timestampFromMs(recorded) });
  expect([lateBy(line(0, 59_000)), lateBy(line(0, 61_000)), lateBy({})]).toEqual([false, true, false]);
});
