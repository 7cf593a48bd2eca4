import { expect, test } from "vitest";
import { addressAt, orderPath, queuePath, searchAt } from "./address";
import { noFilters } from "./filters";

test("an address says what is shown", () => {
  expect(addressAt("/desk/440203/claim/GD1", "?at=ZJJ&q=噪音")).toMatchObject({
    district: "440203", at: "ZJJ", view: { kind: "queue", queue: "claim", number: "GD1" }, filters: { text: "噪音" },
  });
  expect(addressAt("/desk/440203/order/GD1", "").view).toEqual({ kind: "order", number: "GD1" });
  expect(addressAt("/desk/440203/precedents", "").view).toEqual({ kind: "precedents" });
  expect(addressAt("/desk/440203", "").view).toEqual({ kind: "queue", queue: undefined, number: undefined });
  expect(addressAt("/desk/440203/nonsense/GD1", "").view).toEqual({ kind: "queue", queue: undefined, number: undefined });
});

test("addresses are read as they were made", () => {
  expect(addressAt(queuePath("440203", "work", "GD-1"), searchAt("ZJJ", { ...noFilters, mark: "red" }))).toMatchObject({
    at: "ZJJ", view: { kind: "queue", queue: "work", number: "GD-1" }, filters: { mark: "red" },
  });
  expect(addressAt(orderPath("440203", "GD1"), "").view).toEqual({ kind: "order", number: "GD1" });
});
