import { useComputed, type ReadonlySignal } from "@preact/signals";
import type { WindowRow } from "../../../gen/opscenter/v1/hall_pb";
import { Shape } from "../../../shell/Shape";
import { allStates, lookOf, type StateLook } from "./states";

/** Windows by state, as shapes with counts. `metric` is "total" or "zone.GR". */
export function StateBar({ metric, windows, words = false }: { metric: string; windows: () => readonly WindowRow[]; words?: boolean }) {
  const counts = useComputed(() => {
    const by: Record<StateLook["key"], number> = { serving: 0, calling: 0, idle: 0, paused: 0, closed: 0 };
    for (const row of windows()) by[lookOf(row.status).key]++;
    return by;
  });
  return (
    <span class="states" data-def="windows_by_state">
      {allStates.map((look) => <StateCount key={look.key} look={look} metric={metric} counts={counts} words={words} />)}
    </span>
  );
}

function StateCount({ look, metric, counts, words }: {
  look: StateLook;
  metric: string;
  counts: ReadonlySignal<Record<StateLook["key"], number>>;
  words: boolean;
}) {
  const n = useComputed(() => counts.value[look.key]);
  return (
    <span class={`state s-${look.key}`} title={look.label}>
      <Shape d={look.shape} />
      {words && <span class="state-word">{look.label}</span>}
      <b data-metric={`${metric}.windows.${look.key}`} data-value={n}>{n}</b>
    </span>
  );
}
