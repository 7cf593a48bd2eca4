import { expect, test } from "vitest";
import { emsOf } from "./ems";

test("a number is as wide as its digits and separators", () => {
  expect(emsOf("372")).toBeCloseTo(1.8);
  expect(emsOf("12,345")).toBeCloseTo(3.3);
  expect(emsOf("3:09:37")).toBeCloseTo(3.6);
  expect(emsOf("284.5万")).toBeCloseTo(3.7);
});

test("what is not there is a digit wide", () => {
  expect(emsOf("")).toBeCloseTo(0.6);
  expect(emsOf("—")).toBeCloseTo(0.6);
});
