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

/** The tiles of a district's towns: as they lie, when that is known of all of them, else row by row. */
export function tilesOf(district: string, towns: readonly string[]): { readonly tiles: readonly Tile[]; readonly columns: number; readonly rows: number } {
  const map = maps[district];
  const known = map ? towns.map((town) => map[town]) : [];
  const columns = known.length > 0 && known.every((tile) => tile !== undefined) ? 3 : Math.max(1, Math.ceil(Math.sqrt(towns.length * 1.2)));
  const tiles = known.length > 0 && known.every((tile) => tile !== undefined)
    ? known.map((tile) => tile ?? { column: 0, row: 0 })
    : towns.map((_, index) => ({ column: index % columns, row: Math.floor(index / columns) }));
  return { tiles, columns, rows: Math.max(1, ...tiles.map((tile) => tile.row + 1)) };
}
