/** How the tiles of the window map are laid out. Lengths are pixels. */
export interface TilePlan {
  /** Zones beside each other instead of on top of each other. */
  readonly sideBySide: boolean;
  /** Columns of each zone, in the order given. */
  readonly columns: readonly number[];
  /** Rows of each zone. */
  readonly rows: readonly number[];
  readonly width: number;
  readonly height: number;
}

export interface TileSpace {
  readonly width: number;
  readonly height: number;
  /** Height of a zone's heading. */
  readonly heading: number;
  readonly gap: number;
  /** Between two zones on top of each other. */
  readonly zoneGap: number;
  /** Between two zones beside each other. */
  readonly zoneGapBeside: number;
  /** Zones stand beside each other only when each is at least this wide: its heading needs it. */
  readonly zoneWidth: number;
  /** A tile is never larger than this, however few there are. */
  readonly maxWidth: number;
  readonly maxHeight: number;
}

// A tile reads best when it is somewhat wider than high.
const wantedAspect = 1.35;

/** The plan with the largest tiles for these numbers of windows per zone; windows of all zones get the same size. */
export function planTiles(counts: readonly number[], space: TileSpace): TilePlan {
  const most = Math.max(1, ...counts);
  let best: TilePlan | undefined;
  let bestSize = -1;
  const consider = (plan: TilePlan): void => {
    if (plan.width <= 0 || plan.height <= 0) return;
    const size = Math.min(plan.width / wantedAspect, plan.height);
    if (size > bestSize + 0.5) {
      best = plan;
      bestSize = size;
    }
  };
  const onTop = (columns: number): void => {
    const rows = counts.map((n) => Math.max(1, Math.ceil(n / columns)));
    const sum = rows.reduce((a, b) => a + b, 0);
    const free = space.height - counts.length * space.heading - (counts.length - 1) * space.zoneGap - (sum - counts.length) * space.gap;
    consider(limited({
      sideBySide: false,
      columns: counts.map(() => columns),
      rows,
      width: (space.width - (columns - 1) * space.gap) / columns,
      height: free / sum,
    }, space));
  };
  const beside = (rowsEach: number): void => {
    const columns = counts.map((n) => Math.max(1, Math.ceil(n / rowsEach)));
    const sum = columns.reduce((a, b) => a + b, 0);
    const free = space.width - (counts.length - 1) * space.zoneGapBeside - (sum - counts.length) * space.gap;
    const plan = limited({
      sideBySide: true,
      columns,
      rows: counts.map((n, i) => Math.max(1, Math.ceil(n / (columns[i] ?? 1)))),
      width: free / sum,
      height: (space.height - space.heading - (rowsEach - 1) * space.gap) / rowsEach,
    }, space);
    if (plan.columns.every((n) => n * plan.width + (n - 1) * space.gap >= space.zoneWidth)) consider(plan);
  };
  // Of two plans with the same tiles the first one stays: zones beside each other in a wide room.
  const wide = space.width > 2 * space.height && counts.length > 1;
  for (let n = 1; wide && n <= most; n++) beside(n);
  for (let n = 1; n <= most; n++) onTop(n);
  for (let n = 1; !wide && counts.length > 1 && n <= most; n++) beside(n);
  return best ?? { sideBySide: false, columns: counts.map(() => 1), rows: counts.map((n) => n), width: space.width, height: space.heading };
}

/** A tile smaller than this cannot say its code and who waits: then windows take turns. In units. */
export const leastTile = { width: 84, height: 60 } as const;

/** Windows of a zone that stand on a page: those from `from`, `count` of them. */
export interface ZonePart {
  readonly zone: number;
  readonly from: number;
  readonly count: number;
}

export interface TilePage {
  readonly parts: readonly ZonePart[];
  readonly plan: TilePlan;
}

/**
 * The fewest pages on which every tile is large enough; a zone is divided only when its windows alone are too many. `unit`: pixels of one;
 * `ems`: how wide the longest code is, see `emsOf`.
 */
export function planPages(counts: readonly number[], space: TileSpace, unit: number, ems = 0): readonly TilePage[] {
  // Small letters (20 units), and room beside them.
  const width = Math.max(leastTile.width, ems * 20 + 18) * unit;
  const all = counts.reduce((sum, n) => sum + n, 0);
  for (let pages = 1; ; pages++) {
    const made = partsOf(counts, pages).map((parts) => ({ parts, plan: planTiles(parts.map(({ count }) => count), space) }));
    // A wall that is not there yet has no room at all.
    if (pages >= all || made.every(({ plan }) => plan.width >= width && plan.height >= leastTile.height * unit)) return made;
  }
}

/** The windows in so many parts of about the same size, cut between two zones where that is near enough. */
function partsOf(counts: readonly number[], pages: number): readonly (readonly ZonePart[])[] {
  const all = counts.reduce((sum, n) => sum + n, 0);
  const each = all / pages;
  const ends: number[] = [];
  for (const n of counts) ends.push((ends.at(-1) ?? 0) + n);
  const cuts = Array.from({ length: pages + 1 }, (_, i) => {
    const wanted = Math.round(i * each);
    const near = ends.find((end) => Math.abs(end - wanted) <= each / 3);
    return i === 0 ? 0 : i === pages ? all : near ?? wanted;
  });
  return cuts.slice(1).flatMap((to, i) => {
    const from = cuts[i] ?? 0;
    const parts = counts.flatMap((n, zone) => {
      const begins = (ends[zone] ?? 0) - n;
      const count = Math.min(to, begins + n) - Math.max(from, begins);
      return count > 0 ? [{ zone, from: Math.max(from, begins) - begins, count }] : [];
    });
    return parts.length > 0 ? [parts] : [];
  });
}

function limited(plan: TilePlan, space: TileSpace): TilePlan {
  return { ...plan, width: Math.min(plan.width, space.maxWidth), height: Math.min(plan.height, space.maxHeight) };
}

/** How much a tile of this size can say: widths and heights in units of 1/1920 of a Full-HD wall's width. */
export function tileDetail(width: number, height: number): "roomy" | "full" | "middle" | "small" {
  if (width >= 190 && height >= 122) return "roomy";
  if (width >= 138 && height >= 110) return "full";
  if (width >= 100 && height >= 84) return "middle";
  return "small";
}
