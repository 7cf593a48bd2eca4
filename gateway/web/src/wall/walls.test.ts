import { expect, test } from "vitest";
import { coversDistrict, pathOf, tabsOf, themeOf, turnSeconds, wallAt, type HallChoice, type Wall } from "./walls";

const halls: HallChoice[] = [
  { district: "440203", hall: "H1", name: "政务服务中心" }, { district: "440203", hall: "H2", name: "西联" }, { district: "440204", hall: "H9", name: "浈江" },
];
const hotline: Wall = { kind: "hotline", district: "440203" };
const indicators: Wall = { kind: "indicators", district: "440203" };

test("a path names a wall, and a wall its theme", () => {
  expect(wallAt("/wall/440203/H1")).toEqual({ kind: "hall", district: "440203", hall: "H1" });
  expect(wallAt("/wall/440203/hotline")).toEqual(hotline);
  expect([wallAt("/"), wallAt("/wall/440203"), wallAt("/halls/440203/H1")]).toEqual([undefined, undefined, undefined]);
  expect([themeOf(hotline), themeOf({ kind: "hall", district: "440203", hall: "大厅" })]).toEqual(["440203/hotline/wall", "440203/hall/大厅"]);
});

test("the path of a wall leads back to it", () => {
  for (const wall of [hotline, indicators, { kind: "hall", district: "440203", hall: "一 楼" }] satisfies Wall[]) expect(wallAt(pathOf(wall))).toEqual(wall);
});

test("from a hall the bar leads to the 12345 of its district, and back to the hall shown before", () => {
  expect(tabsOf({ kind: "hall", district: "440203", hall: "H2" }, halls, "H2", true)).toEqual([{ kind: "hall", district: "440203", hall: "H2" }, hotline, indicators]);
  expect(tabsOf(hotline, halls, "H2", true)[0]).toEqual({ kind: "hall", district: "440203", hall: "H2" });
});

test("the hall shown before does not count when it is of another district", () => {
  expect(tabsOf(hotline, halls, "H9", true)[0]).toEqual({ kind: "hall", district: "440203", hall: "H1" });
});

test("who may see only one wall is offered no other", () => {
  expect(tabsOf({ kind: "hall", district: "440203", hall: "H1" }, halls, undefined, false)).toHaveLength(1);
  expect(tabsOf(hotline, [], undefined, false)).toEqual([hotline]);
  expect(tabsOf(indicators, [], undefined, false)).toEqual([indicators]);
});

test("a grant of the district or of what holds it shows its 12345; one of a hall or a town alone does not", () => {
  expect(["440203", "4402", "44", "*"].map((place) => coversDistrict([place], "440203"))).toEqual([true, true, true, true]);
  expect(["440203/hall/H1", "440204", "440203102", "system", ""].map((place) => coversDistrict([place], "440203"))).toEqual([false, false, false, false, false]);
});

test("walls take turns only when the address asks for it, not too fast", () => {
  expect(["", "?rotate=", "?rotate=x", "?rotate=-3", "?rotate=0"].map(turnSeconds)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  expect(["?rotate=30", "?a=1&rotate=45", "?rotate=1", "?rotate=99999"].map(turnSeconds)).toEqual([30, 45, 5, 3_600]);
});
