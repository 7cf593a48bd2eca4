import { expect, test } from "vitest";
import { bestAt, namesIn, pathOfPattern, shapeOf, themeOfPattern, valuesAt } from "./pattern";

test("an address that begins as a pattern says gives its open places their values", () => {
  expect(valuesAt("/halls/:district/:hall", "/halls/440203/%E5%A4%A7%E5%8E%85/rest")).toEqual({ district: "440203", hall: "大厅" });
  expect(valuesAt("/halls", "/halls/440203")).toEqual({});
  for (const [pattern, address] of [["/halls/:district/:hall", "/halls/440203"], ["/halls", "/hallway"], ["/halls", "/"]] as const) {
    expect(valuesAt(pattern, address)).toBeUndefined();
  }
});

test("the pattern that says most wins, in whatever order they come", () => {
  const all = ["/wall/:district/:code", "/wall", "/wall/:district/hotline", "/wall/:district/stops/:code"];
  for (const patterns of [all, [...all].reverse()]) {
    const best = (address: string) => bestAt(patterns, (one) => one, address)?.one;
    expect(["/wall", "/wall/1", "/wall/1/H1", "/wall/1/hotline"].map(best)).toEqual([all[1], all[1], all[0], all[2]]);
    expect(["/wall/1/hotline/x", "/wall/1/stops", "/wall/1/stops/2", "/desk"].map(best)).toEqual([all[2], all[0], all[3], undefined]);
  }
});

test("a pattern and values make an address, or the name of a theme", () => {
  expect(pathOfPattern("/wall/:district/:code", { district: "440203", code: "一 楼" })).toBe("/wall/440203/%E4%B8%80%20%E6%A5%BC");
  expect(themeOfPattern(":district/hall/:code", { district: "440203", code: "一 楼" })).toBe("440203/hall/一 楼");
});

test("patterns with other names for the same places have one shape", () => {
  expect([shapeOf("/a/:b/c"), shapeOf("a/:x/c/")]).toEqual(["/a/:/c", "/a/:/c"]);
  expect(namesIn("/a/:b/c/:d")).toEqual(["b", "d"]);
});
