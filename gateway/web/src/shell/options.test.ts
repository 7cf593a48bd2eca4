import { expect, test } from "vitest";
import { matching, named } from "./options";

const options = [
  { value: "ZJJ", label: "区住房和城乡建设局", also: ["住建局"] },
  { value: "CGJ", label: "区城市管理和综合执法局", also: ["城管局"] },
  { value: "JYJ", label: "区教育局" },
];

test("a department is found by any part of its names, or by its code in any case", () => {
  const found = (text: string) => matching(options, text, 9).map((option) => option.value);
  expect(found("住建")).toEqual(["ZJJ"]);
  expect(found("zj")).toEqual(["ZJJ"]);
  expect(found("教育")).toEqual(["JYJ"]);
  expect(found("")).toEqual(["ZJJ", "CGJ", "JYJ"]);
  expect(found("没有")).toEqual([]);
});

test("what begins with the text comes before what contains it, and there is an end to it", () => {
  expect(matching(options, "城", 9).map((option) => option.value)).toEqual(["CGJ", "ZJJ"]);
  expect(matching(options, "区", 2)).toHaveLength(2);
});

test("a whole name or code names it without doubt", () => {
  expect([named(options, " zjj ")?.value, named(options, "城管局")?.value, named(options, "城管"), named(options, "")]).toEqual([
    "ZJJ",
    "CGJ",
    undefined,
    undefined,
  ]);
});
