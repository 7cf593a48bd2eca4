import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { HotlineSliceSchema } from "../../../gen/opscenter/v1/hotline_pb";
import { byReceived, byTrouble } from "./order";

const slice = (code: string, of: { unclaimed?: number; overdue?: number; open?: number; receivedThisYear?: number } = {}) =>
  create(HotlineSliceSchema, { code, ...of });

test("the department that leaves most unclaimed stands first, however much another has open", () => {
  const rows = [
    slice("busy", { open: 90 }),
    slice("late", { overdue: 3, open: 5 }),
    slice("idle"),
    slice("unclaimed", { unclaimed: 1 }),
    slice("worst", { unclaimed: 4 }),
  ];
  expect(rows.sort(byTrouble).map((row) => row.code)).toEqual(["worst", "unclaimed", "late", "busy", "idle"]);
});

test("equal rows stand in the order of their codes, whatever order they come in", () => {
  const codes = ["A", "B", "C"];
  for (const rows of [["C", "A", "B"], ["B", "C", "A"]]) {
    expect(rows.map((code) => slice(code)).sort(byTrouble).map((row) => row.code)).toEqual(codes);
    expect(rows.map((code) => slice(code)).sort(byReceived).map((row) => row.code)).toEqual(codes);
  }
});
