import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { PrecedentInfoSchema } from "../../../../gen/opscenter/v1/hotline_pb";
import { arranged } from "./arranged";

const book = [
  { topic: "城乡建设/物业", placeKind: "住宅小区", version: 1, departmentName: "区住建局", revoked: true },
  { topic: "城乡建设/物业", placeKind: "住宅小区", version: 2, departmentName: "区住建局" },
  { topic: "交通/停车", placeKind: "非市政道路", version: 1, departmentName: "区城管局", reason: "非市政道路的乱停放" },
].map((more) => create(PrecedentInfoSchema, more));

test("what is in force stands before what was revoked", () => {
  expect(arranged(book, "").map((precedent) => precedent.revoked)).toEqual([false, false, true]);
});

test("precedents are found by what stands in them", () => {
  const found = (text: string) => arranged(book, text).map((precedent) => precedent.topic);
  expect(found("城管")).toEqual(["交通/停车"]);
  expect(found("小区")).toHaveLength(2);
  expect(found("没有")).toEqual([]);
});
