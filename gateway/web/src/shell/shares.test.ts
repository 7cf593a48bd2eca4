import { expect, test } from "vitest";
import { changeOf, changeText, rateText } from "./shares";

test("what is not all never reads as all, what is not nothing never as nothing", () => {
  expect([0, 0.00001, 0.5, 0.91396, 0.99999, 1].map(rateText)).toEqual(["0", "0.1", "50.0", "91.4", "99.9", "100"]);
});

test("there is no change against nothing", () => {
  expect(changeOf(12, 0)).toBeUndefined();
  expect(changeOf(0, 12)).toBe(-1);
});

test("a change has its sign; a manifold one is a multiple", () => {
  expect([0.058, -0.0312, 0.163, -1, 0, 0.0001, 8.99, 29].map(changeText)).toEqual([
    "+5.8%",
    "−3.1%",
    "+16%",
    "−100%",
    "持平",
    "持平",
    "+899%",
    "×30",
  ]);
});
