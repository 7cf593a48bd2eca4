import { expect, test } from "vitest";
import type { Violation } from "../../../../rpc";
import { faultsFrom, type Complaint } from "./violations";

const violated = (...violations: Violation[]): Complaint => ({ violations, reason: "INVALID_ARGUMENT", sentence: "请求无效" });
const refused = (reason: string, sentence: string): Complaint => ({ violations: [], reason, sentence });

test("the server's sentence stands at its field", () => {
  expect(
    faultsFrom(violated({ place: "refuse.clause", sentence: "没有此条" }, { place: "ask_delay.working_days", sentence: "太长" }), [
      "clause",
      "workingDays",
    ]),
  ).toEqual({ faults: { clause: "没有此条", workingDays: "太长" }, rest: [] });
});

test("what is about no field of this form is for the whole form", () => {
  expect(faultsFrom(violated({ place: "request_id", sentence: "编号" }, { place: "clause", sentence: "没有此条" }), ["reason"]))
    .toEqual({ faults: {}, rest: ["编号", "没有此条"] });
});

test("an entry of a list is the list's, and the first sentence stays", () => {
  expect(
    faultsFrom(violated({ place: "dispatch.assisting[1]", sentence: "甲" }, { place: "dispatch.assisting[2]", sentence: "乙" }), [
      "assisting",
    ]),
  ).toEqual({ faults: { assisting: "甲" }, rest: [] });
});

test("a refusal by the rules stands at the field that it is about, where the form has it", () => {
  expect(faultsFrom(refused("UNKNOWN_CLAUSE", "没有第“9”条"), ["clause", "proposed", "reason"])).toEqual({
    faults: { clause: "没有第“9”条" },
    rest: [],
  });
  expect(faultsFrom(refused("LEAD_IS_NO_ASSIST", "不能同时协办"), ["department", "note"]).faults).toEqual({ department: "不能同时协办" });
  expect(faultsFrom(refused("TOO_LONG", "太长"), ["reached", "note"]).faults).toEqual({ note: "太长" });
});

test("a refusal that is about no field is for the whole form", () => {
  expect(faultsFrom(refused("ALREADY_CLAIMED", "已由区住建局签收"), [])).toEqual({ faults: {}, rest: ["已由区住建局签收"] });
  expect(faultsFrom(refused("INVALID_UNTIL", "太久"), ["reason"])).toEqual({ faults: {}, rest: ["太久"] });
});
