import { expect, test } from "vitest";
import { leastTile, planPages, planTiles, type TileSpace } from "./tiles";

const fullHd: TileSpace = {
  width: 934,
  height: 708,
  heading: 44,
  gap: 8,
  zoneGap: 18,
  zoneGapBeside: 18,
  zoneWidth: 420,
  maxWidth: 250,
  maxHeight: 196,
};
const ultraWide: TileSpace = { ...fullHd, width: 1780, height: 880 };

test.each([[[10]], [[12, 12]], [[40, 20]], [[30, 20, 10]], [[60, 60]], [[1, 119]]])("windows %j all find room", (counts) => {
  for (const space of [fullHd, ultraWide]) {
    const plan = planTiles(counts, space);
    counts.forEach((n, zone) => expect((plan.columns[zone] ?? 0) * (plan.rows[zone] ?? 0)).toBeGreaterThanOrEqual(n));
    const widths = plan.columns.map((c) => c * plan.width + (c - 1) * space.gap);
    const heights = plan.rows.map((r) => space.heading + r * plan.height + (r - 1) * space.gap);
    const sum = (of: number[]): number => of.reduce((a, b) => a + b, 0) + (of.length - 1) * space.zoneGap;
    expect(plan.sideBySide ? sum(widths) : Math.max(...widths)).toBeLessThanOrEqual(space.width + 0.01);
    expect(plan.sideBySide ? Math.max(...heights) : sum(heights)).toBeLessThanOrEqual(space.height + 0.01);
  }
});

test("120 windows are still large enough for a code and a number", () => {
  const plan = planTiles([60, 60], fullHd);
  expect(plan.width).toBeGreaterThanOrEqual(70);
  expect(plan.height).toBeGreaterThanOrEqual(46);
});

test.each([[[12, 12]], [[15, 15, 15, 15]], [[10, 10, 10, 10, 10, 10, 10, 10]], [[200]], [[3, 180, 3]], [[60, 60]], [[0]], [[]]])(
  "of windows %j each stands once, on a tile that can be read",
  (counts) => {
    for (const space of [fullHd, ultraWide]) {
      const pages = planPages(counts, space, 1);
      const seen = counts.map((n) => Array.from({ length: n }, () => 0));
      for (const { parts, plan } of pages) {
        expect(plan.width).toBeGreaterThanOrEqual(leastTile.width);
        expect(plan.height).toBeGreaterThanOrEqual(leastTile.height);
        for (const { zone, from, count } of parts) for (let i = from; i < from + count; i++) seen[zone]![i]!++;
      }
      expect(seen.flat().every((times) => times === 1)).toBe(true);
    }
  },
);

test("zones stay whole where they can", () => {
  for (const { parts } of planPages(
    Array.from({ length: 8 }, () => 10),
    fullHd,
    1,
  ))
    expect(parts.every(({ from, count }) => from === 0 && count === 10)).toBe(true);
});

test("before the wall is measured there is a plan as well", () => {
  expect(
    planPages([3, 4], { ...fullHd, width: 0, height: 0 }, 1)
      .flatMap(({ parts }) => parts)
      .reduce((sum, { count }) => sum + count, 0),
  ).toBe(7);
});

test("a few windows do not fill the wall", () => {
  const plan = planTiles([3], fullHd);
  expect(plan.width).toBeLessThanOrEqual(250);
  expect(plan.height).toBeLessThanOrEqual(196);
});
