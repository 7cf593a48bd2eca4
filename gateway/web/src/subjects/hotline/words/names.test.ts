import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { HotlineSliceSchema } from "../../../gen/opscenter/v1/hotline_pb";
import { nameIn, shortTown, sliceName, topicLeaf, topicRoot, townName } from "./names";

test("a topic goes by its last level, unless that says nothing by itself", () => {
  expect(["城乡建设/物业服务/装修噪音", "物业", "城乡建设/房屋安全/其他", "其他", "", "城乡建设/"].map(topicLeaf))
    .toEqual(["装修噪音", "物业", "房屋安全 · 其他", "其他", "未分类", "城乡建设"]);
});

test("only a topic of several levels has a first one beside it", () => {
  expect(["城乡建设/物业服务/装修噪音", "物业", ""].map(topicRoot)).toEqual(["城乡建设", "", ""]);
});

test("a code is shown by its name where there is one", () => {
  const towns = [create(HotlineSliceSchema, { code: "440203102", name: "龙归镇" }), create(HotlineSliceSchema, { code: "440203001" })];
  expect([nameIn(towns, "440203102"), nameIn(towns, "440203001"), nameIn(towns, "9"), nameIn(undefined, "9")]).toEqual([
    "龙归镇",
    "440203001",
    "9",
    "9",
  ]);
  expect(sliceName(create(HotlineSliceSchema))).toBe("未分类");
});

test("towns go without their office, and without their kind where there is little room", () => {
  expect(["新华街道办事处", "龙归镇人民政府", "西联镇", "人民政府"].map(townName)).toEqual(["新华街道", "龙归镇", "西联镇", "人民政府"]);
  expect(["新华街道办事处", "新华街道", "龙归镇", "镇", "大镇", "440203102"].map(shortTown)).toEqual(["新华", "新华", "龙归", "镇", "大镇", "440203102"]);
});
