import { expect, test } from "vitest";
import { coversDistrict, firstWall, pathOf, tabsOf, themeOf, turnSeconds, wallAt, type Known, type Wall, type WallKind } from "./walls";

const kind = (key: string, more: Partial<WallKind>): WallKind => ({
  key, tab: key, path: `/wall/:district/${key}`, theme: `:district/${key}/wall`,
  fold: () => undefined, View: () => null, step: { key, deed: "", role: "operator" }, ...more,
});
const several = { list: () => Promise.resolve([]), reading: "", none: "" };
const hall = kind("hall", { path: "/wall/:district/:code", theme: ":district/hall/:code", choices: several });
const kinds = [hall, kind("hotline", {}), kind("indicators", {})];
const known: Known = new Map([["hall", [
  { district: "440203", code: "H1", name: "政务服务中心" }, { district: "440203", code: "H2", name: "西联" },
  { district: "440204", code: "H9", name: "浈江" },
]]]);
const none: Known = new Map();
const hallWall = (code: string): Wall => ({ kind: hall, district: "440203", code });
const hotline: Wall = { kind: kinds[1]!, district: "440203", code: "" };
const indicators: Wall = { kind: kinds[2]!, district: "440203", code: "" };
const last = (of: string) => () => of;

test("a path names a wall, and a wall its theme", () => {
  expect(wallAt(kinds, "/wall/440203/H1")).toEqual(hallWall("H1"));
  expect(wallAt(kinds, "/wall/440203/hotline")).toEqual(hotline);
  expect(["/", "/wall/440203", "/halls/440203/H1"].map((path) => wallAt(kinds, path))).toEqual([undefined, undefined, undefined]);
  expect([themeOf(hotline), themeOf(hallWall("大厅"))]).toEqual(["440203/hotline/wall", "440203/hall/大厅"]);
});

test("the path of a wall leads back to it", () => {
  for (const wall of [hotline, indicators, hallWall("一 楼")]) expect(wallAt(kinds, pathOf(wall))).toEqual(wall);
});

test("from a hall the bar leads to the 12345 of its district, and back to the hall shown before", () => {
  expect(tabsOf(kinds, hallWall("H2"), known, last("440203/H2"), true)).toEqual([hallWall("H2"), hotline, indicators]);
  expect(tabsOf(kinds, hotline, known, last("440203/H2"), true)[0]).toEqual(hallWall("H2"));
});

test("the hall shown before does not count when it is of another district", () => {
  expect(tabsOf(kinds, hotline, known, last("440204/H9"), true)[0]).toEqual(hallWall("H1"));
});

test("who may see only one wall is offered no other", () => {
  expect(tabsOf(kinds, hallWall("H1"), known, last(""), false)).toHaveLength(1);
  expect(tabsOf(kinds, hotline, none, last(""), false)).toEqual([hotline]);
  expect(tabsOf(kinds, indicators, none, last(""), false)).toEqual([indicators]);
});

test("a screen begins with the one that it showed last, or the first", () => {
  expect(firstWall(kinds, known, last("440204/H9"))).toEqual({ kind: hall, district: "440204", code: "H9" });
  expect(firstWall(kinds, known, last("440203/H7"))).toEqual(hallWall("H1"));
  expect(firstWall(kinds, none, last(""))).toBeUndefined();
});

test("a grant of the district or of what holds it shows its 12345; one of a hall or a town alone does not", () => {
  expect(["440203", "4402", "44", "*"].map((place) => coversDistrict([place], "440203"))).toEqual([true, true, true, true]);
  expect(["440203/hall/H1", "440204", "440203102", "system", ""].map((place) => coversDistrict([place], "440203"))).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});

test("walls take turns only when the address asks for it, not too fast", () => {
  expect(["", "?rotate=", "?rotate=x", "?rotate=-3", "?rotate=0"].map(turnSeconds)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(["?rotate=30", "?a=1&rotate=45", "?rotate=1", "?rotate=99999"].map(turnSeconds)).toEqual([30, 45, 5, 3_600]);
});
