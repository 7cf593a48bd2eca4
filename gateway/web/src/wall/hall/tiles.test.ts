import { expect, test } from "vitest";
import { planTiles, type TileSpace } from "./tiles";

const fullHd: TileSpace = { width: 934, height: 708, heading: 44, gap: 8, zoneGap: 18, zoneGapBeside: 18, zoneWidth: 420, maxWidth: 250, maxHeight: 196 };
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

test("a few windows do not fill the wall", () => {
  const plan = planTiles([3], fullHd);
  expect(plan.width).toBeLessThanOrEqual(250);
  expect(plan.height).toBeLessThanOrEqual(196);
});
