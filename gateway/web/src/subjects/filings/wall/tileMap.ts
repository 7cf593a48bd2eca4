/** Where a town's tile stands: column and row from 0. */
export interface Tile {
  readonly column: number;
  readonly row: number;
}

// Towns as they lie to each other, by name: north is up. A district that is not here has its towns in their order.
const maps: Readonly<Record<string, Readonly<Record<string, Tile>>>> = {
  "440203": {
    "440203104": { column: 0, row: 0 },
    "440203101": { column: 1, row: 0 },
    "440203001": { column: 2, row: 0 },
    "440203102": { column: 0, row: 1 },
    "440203100": { column: 1, row: 1 },
    "440203002": { column: 2, row: 1 },
    "440203103": { column: 0, row: 2 },
  },
};

/** Cells at the end of the last row that are left free for the overview. */
export const overviewCells = 2;

/** The towns page by page, as many as have room beside the overview; all on one before the wall is measured. */
export function pagesOf<T>(towns: readonly T[], columns: number, rows: number): readonly (readonly T[])[] {
  const each = columns * rows - overviewCells;
  if (each < 1 || towns.length <= each) return [towns];
  const pages = Math.ceil(towns.length / each);
  return Array.from({ length: pages }, (_, i) =>
    towns.slice(Math.round((i * towns.length) / pages), Math.round(((i + 1) * towns.length) / pages)),
  );
}

/** The tiles of a district's towns: as they lie, when that is known of all of them, else row by row, in at most `most` columns. */
export function tilesOf(
  district: string,
  towns: readonly string[],
  most = Infinity,
): { readonly tiles: readonly Tile[]; readonly columns: number; readonly rows: number } {
  const map = maps[district];
  const known = map ? towns.map((town) => map[town]) : [];
  const columns =
    known.length > 0 && known.every((tile) => tile !== undefined)
      ? 3
      : Math.max(1, Math.min(most, towns.length, Math.ceil(Math.sqrt((towns.length + overviewCells) * 1.2))));
  const tiles =
    known.length > 0 && known.every((tile) => tile !== undefined)
      ? known.map((tile) => tile ?? { column: 0, row: 0 })
      : towns.map((_, index) => ({ column: index % columns, row: Math.floor(index / columns) }));
  return { tiles, columns, rows: Math.max(1, ...tiles.map((tile) => tile.row + 1)) };
}
