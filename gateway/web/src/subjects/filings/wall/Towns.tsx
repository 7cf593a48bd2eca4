import { useComputed } from "@preact/signals";
import { definitions } from "../definitions";
import { Page } from "../../../wall/Page";
import { usePages } from "../../../wall/usePages";
import { useSize } from "../../../wall/useSize";
import { BoundaryMap } from "./BoundaryMap";
import type { FilingsFeed } from "./filings";
import { TileMap } from "./TileMap";
import { pagesOf } from "./tileMap";
import { TownSets, setsOf } from "./TownSets";
import { useBoundaries } from "./useBoundaries";

const pageTime = 15_000;

/** What a table shows at a time; fewer sets where their numbers have four digits. */
const setsAtOnce = 4;
const wideSetsAtOnce = 3;
const townsAtOnce = 7;

/** What a town's tile needs, and the heading, in units. */
const leastTile = { width: 232, height: 136 } as const;
const heading = 42;

/** Into parts of at most so many, about the same size. */
function evenly<T>(all: readonly T[], most: number): readonly (readonly T[])[] {
  const parts = Math.ceil(all.length / most);
  return Array.from({ length: parts }, (_, i) =>
    all.slice(Math.round((i * all.length) / parts), Math.round(((i + 1) * all.length) / parts)),
  );
}

/** The towns, by turns: as they lie, with what they have sent; then town by town and set by set. */
export function Towns({ feed }: { feed: FilingsFeed }) {
  const theme = useComputed(() => feed.standing.value.theme);
  const towns = theme.value?.towns ?? [];
  const sets = setsOf(theme.value?.sets ?? [], towns);
  const names = new Map((theme.value?.sets ?? []).map((set) => [set.code, set.name]));
  const boundaries = useBoundaries(theme.value?.district ?? "");
  const { box, size } = useSize<HTMLElement>();
  const { width, height, unit } = size.value;
  const columns = Math.floor((width - 36 * unit + 12 * unit) / ((leastTile.width + 12) * unit));
  const rows = Math.floor((height - (24 + heading) * unit + 12 * unit) / ((leastTile.height + 12) * unit));
  const whole = boundaries && towns.length > 0 && towns.every((town) => boundaries.places.has(town.code)) ? boundaries : undefined;
  const maps = whole ? [towns] : pagesOf(towns, columns, rows);
  const many = towns.some((town) => town.sets.some((set) => (set.progress?.owed ?? 0) > 999));
  const tables = evenly(sets, many ? wideSetsAtOnce : setsAtOnce).flatMap((some) =>
    evenly(towns, townsAtOnce).map((few) => ({ some, few })),
  );
  const pages = maps.length + tables.length;
  const page = usePages(pages, pageTime);
  return (
    <section ref={box} class="panel town-map" aria-label="镇街">
      <h3>
        {page < maps.length
          ? definitions.filing_town.name
          : <span data-def="filing_town_set">{definitions.filing_town_set.name}</span>}{" "}
        <Page page={page} pages={pages} />
      </h3>
      {whole ? (
        <div class="town-page" hidden={page !== 0}>
          <BoundaryMap map={whole} towns={towns} />
        </div>
      ) : (
        maps.map((some, i) => (
          <div key={`map${i}`} class="town-page" hidden={page !== i}>
            <TileMap district={theme.value?.district ?? ""} towns={some} all={towns} columns={columns} names={names} />
          </div>
        ))
      )}
      {tables.map(({ some, few }, i) => (
        <div key={i} class="town-page" hidden={page !== maps.length + i}>
          <TownSets sets={some} towns={few} />
        </div>
      ))}
    </section>
  );
}
