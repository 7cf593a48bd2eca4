import { timestampMs } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";
import { ClockMark, OrderStage } from "../../../gen/opscenter/v1/hotline_pb";
import { centre } from "./desks";
import { complaintOf, countOf, filtersOf, noFilters, numberIn, requestOf, searchOf } from "./filters";
import { queueOf } from "./queues";

test("filters go into the address and come back", () => {
  const filters = { ...noFilters, text: "装修 噪音", topic: "城乡建设/物业", mark: "red", from: "2026-11-01", open: "1" };
  expect(filtersOf(searchOf(filters, { at: "ZJJ" }))).toEqual(filters);
  expect(new URLSearchParams(searchOf(filters, { at: "ZJJ" })).get("at")).toBe("ZJJ");
  expect(searchOf(noFilters)).toBe("");
  expect(countOf(filters)).toBe(4);
});

test("what the server is asked for", () => {
  const asked = requestOf("440203", centre, queueOf("claim"), { ...noFilters, department: "ZJJ", mark: "yellow", stage: "9" }, "t", 50);
  expect(asked).toMatchObject({
    district: "440203",
    stages: [OrderStage.AWAITING_CLAIM],
    department: "ZJJ",
    mark: ClockMark.CLOCK_YELLOW,
    sort: "due",
    pageSize: 50,
    pageToken: "t",
  });
});

test("a department's desk asks for its own orders, whatever the address says", () => {
  expect(requestOf("440203", "ZJJ", queueOf("work"), { ...noFilters, department: "CGJ" }, "", 50).department).toBe("ZJJ");
});

test("where there are all stages, one of them can be chosen, and the newest come first", () => {
  expect(requestOf("440203", centre, queueOf("all"), { ...noFilters, stage: "11" }, "", 50)).toMatchObject({
    stages: [OrderStage.ARCHIVED],
    sort: "newest",
  });
  expect(requestOf("440203", centre, queueOf("all"), { ...noFilters, open: "1" }, "", 50)).toMatchObject({
    stages: [],
    onlyOpen: true,
    sort: "due",
  });
  expect(requestOf("440203", centre, queueOf("delay"), noFilters, "", 50)).toMatchObject({ onlyDelayPending: true, onlyOpen: true });
});

test("both days are included", () => {
  const asked = requestOf("440203", centre, queueOf("all"), { ...noFilters, from: "2026-11-24", to: "2026-11-24" }, "", 50);
  expect([asked.receivedFrom, asked.receivedTo].map((at) => at && timestampMs(at))).toEqual([
    Date.UTC(2026, 10, 23, 16),
    Date.UTC(2026, 10, 24, 16),
  ]);
});

test("what cannot be searched for is said before it is asked", () => {
  expect(complaintOf(noFilters)).toBe("");
  expect(complaintOf({ ...noFilters, text: "一 二 三 四 五 六" })).toContain("5 个词");
  expect(complaintOf({ ...noFilters, text: "长".repeat(21) })).toContain("20 个字");
  expect(complaintOf({ ...noFilters, from: "2026-13-01" })).toContain("日期");
  expect(complaintOf({ ...noFilters, from: "2026-11-24", to: "2026-11-23" })).toContain("之前");
});

test("a number is told from words", () => {
  expect(numberIn(" GD20261124000123 ")).toBe("GD20261124000123");
  expect([numberIn("噪音"), numberIn("GD 2026"), numberIn("parking"), numberIn("")]).toEqual(["", "", "", ""]);
});
