import type { WallSet, WallTown, WallTownSet } from "../../../gen/opscenter/v1/filings_pb";
import { filingRates, filingShare, shortPeriod, standingOf, wholePercent } from "../words/rates";
import { narrowText } from "../../../shell/time";
import { Figure } from "../../../wall/Figure";

/** The sets that towns or their villages owe, in the order of the wall. */
export function setsOf(sets: readonly WallSet[], towns: readonly WallTown[]): readonly WallSet[] {
  const owed = new Set(towns.flatMap((town) => town.sets.map((set) => set.code)));
  return sets.filter((set) => owed.has(set.code));
}

/** 各镇街各套表: what was sent of what is owed, and 及时 · 完整 · 准确 in whole per cent. */
export function TownSets({ sets, towns }: { sets: readonly WallSet[]; towns: readonly WallTown[] }) {
  return (
    <table class={towns.some((town) => town.sets.some((set) => (set.progress?.owed ?? 0) > 999)) ? "town-sets great" : "town-sets"}>
      <thead>
        <tr>
          <th />
          {sets.map((set) => (
            <th key={set.code} class="ellipsis" title={`${set.name} ${set.periodName}`}>
              {set.name} <small>{shortPeriod(set.periodName)}</small>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {towns.map((town) => (
          <tr key={town.code}>
            <th scope="row" title={town.name}>
              <span>{town.name}</span>
            </th>
            {sets.map((set) => (
              <Part key={set.code} town={town.code} part={town.sets.find((one) => one.code === set.code)} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Part({ town, part }: { town: string; part: WallTownSet | undefined }) {
  if (!part) return <td class="none">—</td>;
  const metric = `parts.${town}.${part.code}`;
  const progress = part.progress;
  return (
    <td class={`s-${standingOf(progress)}`}>
      <span class="part-sent">
        <Figure metric={`${metric}.sent`} def="filing_sent" value={progress?.sent} show={narrowText} /> /{" "}
        <Figure metric={`${metric}.owed`} def="filing_owed" value={progress?.owed} show={narrowText} />
        {(progress?.late ?? 0) > 0 && <em class="late-word">逾期 {progress?.late}</em>}
        {(progress?.late ?? 0) === 0 && (progress?.returned ?? 0) > 0 && <em class="back-word">退回 {progress?.returned}</em>}
      </span>
      <span class="part-rates">
        {filingRates.map((rate, i) => (
          <span key={rate.key}>
            {i > 0 && " · "}
            <Figure metric={`${metric}.${rate.key}`} def={rate.def} value={filingShare(rate, part.rates)} show={wholePercent} />
          </span>
        ))}
      </span>
    </td>
  );
}
