import { useComputed } from "@preact/signals";
import { definitions } from "../../definitions";
import type { WallTown, WallTownSet } from "../../gen/opscenter/v1/filings_pb";
import { rateText } from "../../hotline/rates";
import { filingRates, filingShare, progressShare, standingOf, valueText } from "../../indicators/rates";
import { narrowText } from "../../shell/time";
import { Figure } from "../Figure";
import { usePages } from "../usePages";
import type { FilingsFeed } from "./filings";
import { tilesOf, type Tile } from "./tileMap";

const turnTime = 8_000;

/** In whole per cent, never more than it is. */
const wholePercent = (share: number): string => String(Math.floor(share * 100 + 1e-9));

/** The district's towns as tiles, as they lie to each other: colour says how the open rounds stand, the bar how far they have got. */
export function TownMap({ feed }: { feed: FilingsFeed }) {
  const district = useComputed(() => feed.standing.value.theme?.district ?? "");
  const towns = useComputed(() => feed.standing.value.theme?.towns ?? []);
  const names = new Map((feed.standing.value.theme?.sets ?? []).map((set) => [set.code, set.name]));
  const { tiles, columns, rows } = tilesOf(district.value, towns.value.map((town) => town.code));
  return (
    <section class="panel town-map" aria-label="镇街">
      <div class="tiles" style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`, gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))` }}>
        {towns.value.map((town, i) => <TownTile key={town.code} town={town} tile={tiles[i] ?? { column: 0, row: 0 }} names={names} />)}
        {towns.value.length === 0 && <p class="calm-word">还没有区划</p>}
        <Overview towns={towns.value} columns={columns} rows={rows} tiles={tiles} />
      </div>
    </section>
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
    <article class={`tile s-${standing}`} data-metric={`towns.${town.code}`} data-value={standing} style={{ gridColumn: tile.column + 1, gridRow: tile.row + 1 }}>
      <header><b class="ellipsis">{town.name}</b>
        {(town.progress?.late ?? 0) > 0
          ? <span class="late-word">逾期 <Figure metric={`towns.${town.code}.late`} def="filing_late" value={town.progress?.late} show={narrowText} /></span>
          : (town.progress?.returned ?? 0) > 0
            ? <span class="back-word">退回 <Figure metric={`towns.${town.code}.returned`} def="filing_returned" value={town.progress?.returned} show={narrowText} /></span>
            : standing === "done" ? <span class="done-word">已报齐</span> : null}
      </header>
      <div class="tile-progress">
        <Figure class="tile-key" metric={`towns.${town.code}.progress`} def="filing_progress" value={share} show={rateText} unit="%" />
        <span class="tile-count"><Figure metric={`towns.${town.code}.sent`} def="filing_sent" value={town.progress?.sent} show={narrowText} /> / <Figure metric={`towns.${town.code}.owed`} def="filing_owed" value={town.progress?.owed} show={narrowText} /></span>
      </div>
      <div class="tile-sets">{town.sets.map((set) => <i key={set.code} class={`s-${standingOf(set.progress)}`} style={{ "--share": fillOf(set).toFixed(3) }} data-metric={`towns.${town.code}.${set.code}`} data-value={`${set.progress?.sent ?? 0}/${set.progress?.owed ?? 0}`} title={setTitle(names.get(set.code) ?? set.code, set)} />)}</div>
      <div class="tile-rates">
        {filingRates.map((rate) => (
          <span key={rate.key} data-def={rate.def}>{definitions[rate.def].name.slice(0, 2)} <Figure metric={`towns.${town.code}.${rate.key}`} def={rate.def} value={filingShare(rate, town.rates)} show={wholePercent} /></span>
        ))}
      </div>
    </article>
  );
}

/** Where the map leaves room: one town's newest approved values after the other, and what the colours mean. */
function Overview({ towns, columns, rows, tiles }: { towns: readonly WallTown[]; columns: number; rows: number; tiles: readonly Tile[] }) {
  const told = towns.filter((town) => town.overview.length > 0);
  const turn = usePages(told.length, turnTime);
  const taken = new Set(tiles.map((tile) => `${tile.column}/${tile.row}`));
  if (taken.has(`${columns - 1}/${rows - 1}`)) return null;
  let first = columns - 1;
  while (first > 0 && !taken.has(`${first - 1}/${rows - 1}`)) first--;
  const town = told[turn];
  return (
    <div class="overview" style={{ gridColumn: `${first + 1} / ${columns + 1}`, gridRow: rows }}>
      {town && <h3 data-def="filing_overview">{definitions.filing_overview.name} <b>{town.name}</b></h3>}
      <ul>{town?.overview.slice(0, 6).map((value) => <li key={value.indicator} title={value.periodName}><span class="ellipsis">{value.name}</span><b>{valueText(value.value)}<i>{value.unit}</i></b></li>)}</ul>
      <p class="map-legend"><span class="s-done"><i />已报齐</span><span class="s-going"><i />在报</span><span class="s-returned"><i />有退回</span><span class="s-late"><i />有逾期</span><small>位置为示意</small></p>
    </div>
  );
}
