import { expect, test } from "vitest";
import { overviewCells, pagesOf, tilesOf } from "./tileMap";

const wujiang = ["440203001", "440203002", "440203100", "440203101", "440203102", "440203103", "440203104"];

test("no two towns stand on one tile, wherever they lie", () => {
  for (const [district, towns] of [
    ["440203", wujiang],
    ["440204", ["a", "b", "c", "d", "e"]],
    ["440203", [...wujiang, "440203105"]],
  ] as const) {
    const { tiles, columns, rows } = tilesOf(district, towns);
    expect(new Set(tiles.map((tile) => `${tile.column}/${tile.row}`)).size).toBe(towns.length);
    expect(tiles.every((tile) => tile.column < columns && tile.row < rows)).toBe(true);
  }
});

test("the towns of 武江 lie as they lie: 重阳 in the north-west, 江湾 in the south-west, 新华 in the east", () => {
  expect(tilesOf("440203", wujiang)).toMatchObject({ columns: 3, rows: 3 });
  expect(tilesOf("440203", wujiang).tiles[0]).toEqual({ column: 2, row: 0 });
  expect(tilesOf("440203", wujiang).tiles[6]).toEqual({ column: 0, row: 0 });
});

test("a district without towns has an empty map", () => {
  expect(tilesOf("440299", [])).toEqual({ tiles: [], columns: 1, rows: 1 });
});

test("more towns than have room beside the overview take turns, each once", () => {
  const towns = Array.from({ length: 26 }, (_, i) => i);
  const pages = pagesOf(towns, 3, 3);
  expect(pages.flat()).toEqual(towns);
  expect(Math.max(...pages.map((page) => page.length))).toBeLessThanOrEqual(9 - overviewCells);
  expect(pagesOf(towns, 0, 0)).toEqual([towns]);
});
