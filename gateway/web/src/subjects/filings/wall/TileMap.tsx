import { definitions } from "../definitions";
import type { WallTown, WallTownSet } from "../../../gen/opscenter/v1/filings_pb";
import { rateText } from "../../../shell/shares";
import { filingRates, filingShare, progressShare, standingOf, wholePercent } from "../words/rates";
import { narrowText } from "../../../shell/time";
import { Figure } from "../../../wall/Figure";
import { Overview } from "./Overview";
import { StandingWord } from "./StandingWord";
import { overviewCells, tilesOf, type Tile } from "./tileMap";

/** The district's towns as tiles, as they lie to each other: colour says how the open rounds stand, the bar how far they have got. */
export function TileMap({ district, towns, all, columns: most, names }: {
  district: string;
  /** Those on this page. */
  towns: readonly WallTown[];
  all: readonly WallTown[];
  /** There is room for so many beside each other. */
  columns: number;
  names: ReadonlyMap<string, string>;
}) {
  const made = tilesOf(district, towns.map((town) => town.code), Math.max(1, most));
  const { tiles, columns } = made;
  let rows = made.rows;
  const taken = new Set(tiles.map((tile) => `${tile.column}/${tile.row}`));
  let free = columns;
  while (free > 0 && !taken.has(`${free - 1}/${rows - 1}`)) free--;
  // No room for the overview in the last row: it has one of its own.
  if (columns - free < overviewCells && towns.length > 0) {
    free = 0;
    rows++;
  }
  return (
    <div
      class="tiles"
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`, gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))` }}
    >
      {towns.map((town, i) => (
        <TownTile key={town.code} town={town} tile={tiles[i] ?? { column: 0, row: 0 }} names={names} />
      ))}
      {towns.length === 0 && <p class="calm-word">还没有区划</p>}
      {free < columns && towns.length > 0 && (
        <div style={{ gridColumn: `${free + 1} / ${columns + 1}`, gridRow: rows, display: "grid", minWidth: 0, minHeight: 0 }}>
          <Overview towns={all} columns={2} {...(all.length === towns.length ? { note: "位置为示意" } : {})} />
        </div>
      )}
    </div>
  );
}

/** A town's part of a set in words: "镇街季报 已报 1/1 · 及时率 100% · 完整率 100% · 准确率 95%". */
function setTitle(name: string, set: WallTownSet): string {
  const rates = filingRates.map((rate) => {
    const share = filingShare(rate, set.rates);
    return ` · ${definitions[rate.def].name} ${share === undefined ? "—" : `${rateText(share)}%`}`;
  });
  return `${name} 已报 ${set.progress?.sent ?? 0}/${set.progress?.owed ?? 0}${rates.join("")}`;
}

/** How full a set's bar is; what is late or returned is seen however little was sent. */
function fillOf(set: WallTownSet): number {
  const standing = standingOf(set.progress);
  return Math.max(progressShare(set.progress) ?? 0, standing === "late" || standing === "returned" ? 0.15 : 0);
}

function TownTile({ town, tile, names }: { town: WallTown; tile: Tile; names: ReadonlyMap<string, string> }) {
  const share = progressShare(town.progress);
  const standing = standingOf(town.progress);
  return (
    <article
      class={`tile s-${standing}`}
      data-metric={`towns.${town.code}`}
      data-value={standing}
      style={{ gridColumn: tile.column + 1, gridRow: tile.row + 1 }}
    >
      <header>
        <b class="ellipsis" title={town.name}>
          {town.name}
        </b>
        <StandingWord town={town} />
      </header>
      <div class="tile-progress">
        <Figure class="tile-key" metric={`towns.${town.code}.progress`} def="filing_progress" value={share} show={rateText} unit="%" />
        <span class="tile-count">
          <Figure metric={`towns.${town.code}.sent`} def="filing_sent" value={town.progress?.sent} show={narrowText} /> /{" "}
          <Figure metric={`towns.${town.code}.owed`} def="filing_owed" value={town.progress?.owed} show={narrowText} />
        </span>
      </div>
      <div class="tile-sets">
        {town.sets.map((set) => (
          <i
            key={set.code}
            class={`s-${standingOf(set.progress)}`}
            style={{ "--share": fillOf(set).toFixed(3) }}
            data-metric={`towns.${town.code}.${set.code}`}
            data-value={`${set.progress?.sent ?? 0}/${set.progress?.owed ?? 0}`}
            title={setTitle(names.get(set.code) ?? set.code, set)}
          />
        ))}
      </div>
      <div class="tile-rates">
        {filingRates.map((rate) => (
          <span key={rate.key} data-def={rate.def}>
            {definitions[rate.def].name.slice(0, 2)}{" "}
            <Figure metric={`towns.${town.code}.${rate.key}`} def={rate.def} value={filingShare(rate, town.rates)} show={wholePercent} />
          </span>
        ))}
      </div>
    </article>
  );
}
