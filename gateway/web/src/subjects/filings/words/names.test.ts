import { expect, test } from "vitest";
import { frequencyName, levelName, limitName, periodName } from "./names";

test("limits and periods are read by people; what is not known stays as it is", () => {
  expect(["8wd", "12h", "soon"].map(limitName)).toEqual(["8 个工作日", "12 小时", "soon"]);
  expect(["2026-01", "2026Q4", "2026H1", "2026H2", "2026", "Q4"].map(periodName)).toEqual([
    "2026年1月",
    "2026年第4季度",
    "2026年上半年",
    "2026年下半年",
    "2026年",
    "Q4",
  ]);
  expect([levelName("village"), levelName("x"), frequencyName("half-yearly")]).toEqual(["村居", "x", "半年报"]);
});
