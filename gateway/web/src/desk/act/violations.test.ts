import { expect, test } from "vitest";
import { faultsFrom } from "./violations";

test("the server's sentence stands at its field", () => {
  expect(faultsFrom([{ place: "refuse.clause", sentence: "没有此条" }, { place: "ask_delay.working_days", sentence: "太长" }], ["clause", "workingDays"]))
    .toEqual({ faults: { clause: "没有此条", workingDays: "太长" }, rest: [] });
});

test("what is about no field of this form is for the whole form", () => {
  expect(faultsFrom([{ place: "request_id", sentence: "编号" }, { place: "clause", sentence: "没有此条" }], ["reason"]))
    .toEqual({ faults: {}, rest: ["编号", "没有此条"] });
});

test("an entry of a list is the list's, and the first sentence stays", () => {
  expect(faultsFrom([{ place: "dispatch.assisting[1]", sentence: "甲" }, { place: "dispatch.assisting[2]", sentence: "乙" }], ["assisting"]))
    .toEqual({ faults: { assisting: "甲" }, rest: [] });
});
