import { expect, test } from "vitest";
import { bureauPages, districtOf, filingAddress, pathOfFiling, pathOfBureau } from "../address";
import { faultOf } from "./check";

test("addresses name a list, a page of the bureau, a place's burden or one filing, and lead back", () => {
  const name = { district: "440203", set: "village-yearly", period: "2026", place: "440203102201" };
  expect(filingAddress(pathOfFiling(name))).toEqual({ kind: "filing", name });
  for (const page of bureauPages) expect(filingAddress(pathOfBureau("440203", page))).toEqual({ kind: page, district: "440203" });
  expect([
    filingAddress("/filings").kind,
    filingAddress("/filings/440203").kind,
    filingAddress("/filings/440203/burden/440203102").kind,
  ]).toEqual(["list", "list", "burden"]);
  expect(["440203102201", "440203/NYJ", "4402", "*"].map(districtOf)).toEqual(["440203", "440203", undefined, undefined]);
});

test("while it is typed a value is told what is surely wrong, and nothing else", () => {
  const integer = { kind: "integer", decimals: 0, unit: "人" };
  const number = { kind: "number", decimals: 2, unit: "万元" };
  const percent = { kind: "percent", decimals: 2, unit: "%" };
  expect(["", "2103", "２１０３", "1,234,567", "3.2万", "2103人"].map((typed) => faultOf(integer, typed))).toEqual(Array(6).fill(undefined));
  expect(faultOf(integer, "两千")).toContain("数字（人）");
  expect(faultOf(integer, "1.5")).toBe("应填整数");
  expect([faultOf(number, "1.500"), faultOf(number, "1.505")]).toEqual([undefined, "最多 2 位小数"]);
  expect([faultOf(percent, "62.5%"), faultOf(percent, "101")]).toEqual([undefined, "百分数应在 0 至 100 之间"]);
  expect(faultOf({ kind: "text", decimals: 2, unit: "" }, "无")).toBeUndefined();
});
