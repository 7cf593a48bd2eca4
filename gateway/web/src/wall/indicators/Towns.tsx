import { useComputed } from "@preact/signals";
import { definitions } from "../../definitions";
import { Page } from "../hotline/Page";
import { usePages } from "../usePages";
import { BoundaryMap } from "./BoundaryMap";
import type { FilingsFeed } from "./filings";
import { TileMap } from "./TileMap";
import { TownSets, setsOf } from "./TownSets";
import { useBoundaries } from "./useBoundaries";

const pageTime = 15_000;

/** What a table shows at a time. */
const setsAtOnce = 4;
const townsAtOnce = 7;

/** Into parts of at most so many, about the same size. */
function evenly<T>(all: readonly T[], most: number): readonly (readonly T[])[] {
  const parts = Math.ceil(all.length / most);
  return Array.from({ length: parts }, (_, i) => all.slice(Math.round((i * all.length) / parts), Math.round(((i + 1) * all.length) / parts)));
}

/** The towns, by turns: as they lie, with what they have sent; then town by town and set by set. */
export function Towns({ feed }: { feed: FilingsFeed }) {
  const theme = useComputed(() => feed.standing.value.theme);
  const towns = theme.value?.towns ?? [];
  const sets = setsOf(theme.value?.sets ?? [], towns);
  const names = new Map((theme.value?.sets ?? []).map((set) => [set.code, set.name]));
  const boundaries = useBoundaries(theme.value?.district ?? "");
  const tables = evenly(sets, setsAtOnce).flatMap((some) => evenly(towns, townsAtOnce).map((few) => ({ some, few })));
  const pages = 1 + tables.length;
  const page = usePages(pages, pageTime);
  const whole = boundaries && towns.length > 0 && towns.every((town) => boundaries.places.has(town.code)) ? boundaries : undefined;
  return (
    <section class="panel town-map" aria-label="镇街">
      <h3>{page === 0 ? definitions.filing_town.name : <span data-def="filing_town_set">{definitions.filing_town_set.name}</span>} <Page page={page} pages={pages} /></h3>
      <div class="town-page" hidden={page !== 0}>{whole ? <BoundaryMap map={whole} towns={towns} /> : <TileMap district={theme.value?.district ?? ""} towns={towns} names={names} />}</div>
      {tables.map(({ some, few }, i) => <div key={i} class="town-page" hidden={page !== i + 1}><TownSets sets={some} towns={few} /></div>)}
    </section>
  );
}
