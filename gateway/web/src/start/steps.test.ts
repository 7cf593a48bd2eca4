import { expect, test } from "vitest";
import { SetupState } from "../gen/opscenter/v1/setup_pb";
import { districtToSetUp, isWanting, nextOf } from "./steps";

const step = (key: string, state: SetupState, more: { mayDo?: boolean; isOptional?: boolean } = {}) => ({
  key,
  state,
  mayDo: true,
  isOptional: false,
  ...more,
});
const { SETUP_MISSING: missing, SETUP_PARTLY: partly, SETUP_DONE: done } = SetupState;

test("what is missing comes before what is partly there, and before what the product can do without", () => {
  expect(
    nextOf([step("hall", done), step("calendar", partly), step("places", missing), step("channels", missing, { isOptional: true })])?.key,
  ).toBe("places");
  expect(nextOf([step("hall", done), step("calendar", partly), step("channels", missing, { isOptional: true })])?.key).toBe("calendar");
  expect(nextOf([step("hall", done), step("channels", missing, { isOptional: true })])?.key).toBe("channels");
  expect(nextOf([step("hall", done)])).toBeUndefined();
});

test("another's step is nobody's next, and nobody is led to it", () => {
  const steps = [step("hall", missing, { mayDo: false }), step("accounts", done)];
  expect(nextOf(steps)).toBeUndefined();
  expect(isWanting(steps)).toBe(false);
});

test("what is partly there, or can be done without, leads nobody away from the wall", () => {
  expect(isWanting([step("calendar", partly), step("channels", missing, { isOptional: true })])).toBe(false);
  expect(isWanting([step("hall", missing)])).toBe(true);
});

test("the district is that of a grant; an account of all districts leaves it to the server", () => {
  expect(districtToSetUp([{ role: "operator", place: "440203" }])).toBe("440203");
  expect(districtToSetUp([{ role: "administrator", place: "*" }])).toBe("");
  expect(districtToSetUp([{ role: "administrator", place: "*" }, { role: "operator", place: "440204" }])).toBe("440204");
});
