import { useComputed } from "@preact/signals";
import { definitions, type DefinitionKey } from "../definitions";
import type { Counts } from "../../../gen/opscenter/v1/hall_pb";
import { worstWait } from "./alarm";
import type { HallFeed } from "./hall";
import { longestNow } from "./Ribbon";
import { fixed2, grouped, minutes, percent, percent1, span } from "../../../shell/time";
import { Value } from "../../../wall/Value";

/** One zone in numbers. */
export function ZoneCard({ feed, code, hidden }: { feed: HallFeed; code: string; hidden: boolean }) {
  const row = useComputed(() => feed.standing.value.theme?.zones.get(code));
  const counts = useComputed(() => row.value?.counts);
  const name = useComputed(() => row.value?.name || code);
  const wait = useComputed(() => `fact big ${worstWait(feed.standing.value.theme, code)}`);
  const of = (pick: (c: Counts) => number | undefined) => () => (counts.value ? pick(counts.value) : undefined);
  const fit = useComputed(() => {
    const c = counts.value;
    return (c?.waiting ?? 0) > 999 || (longestNow(c, feed) ?? 0) >= 3_600 || (c?.meanWaitSeconds ?? 0) >= 6_000
      ? "zone-fit great"
      : "zone-fit";
  });
  const m = (key: string): string => `zone.${code}.${key}`;
  const small: readonly [DefinitionKey, string, (c: Counts) => number | undefined, (n: number) => string, string][] = [
    ["served", "served", (c) => c.served, grouped, "件"],
    ["mean_service", "mean_service_seconds", (c) => c.meanServiceSeconds, minutes, "分"],
    ["utilisation", "utilisation", (c) => c.utilisation, percent, "%"],
    ["imbalance", "imbalance", (c) => c.imbalance, fixed2, ""],
    ["abandonment", "abandonment", (c) => c.abandonment, percent1, "%"],
    ["mean_score", "mean_score", (c) => c.meanScore, fixed2, ""],
  ];
  return (
    <section class="zone panel" aria-label={name} hidden={hidden}>
      <div class={fit}>
        <h3 class="ellipsis" title={name}>{name}</h3>
        <div class="zone-wait">
          <div class="fact hero">
            <span class="label" data-def="waiting">{definitions.waiting.name}</span>
            <Value fit metric={m("waiting")} def="waiting" of={of((c) => c.waiting)} show={grouped} unit="人" />
          </div>
          <div class={wait}>
            <span class="label" data-def="longest_wait">最长</span>
            <Value metric={m("longest_wait_now_seconds")} def="longest_wait" of={() => longestNow(counts.value, feed)} show={span} />
          </div>
          <div class="fact big">
            <span class="label" data-def="mean_wait">平均</span>
            <Value metric={m("mean_wait_seconds")} def="mean_wait" of={of((c) => c.meanWaitSeconds)} show={minutes} unit="分" />
          </div>
        </div>
        <div class="zone-facts">
          {small.map(([def, key, pick, show, unit]) => (
            <div class="fact" key={key}>
              <span class="label" data-def={def}>{shortName(def)}</span>
              <Value metric={m(key)} def={def} of={of(pick)} show={show} unit={unit} />
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}

/** The names of a card leave out what the card says already. */
function shortName(def: DefinitionKey): string {
  switch (def) {
    case "served": return "办结";
    case "mean_score": return "好差评";
    case "utilisation": return "利用率";
    default: return definitions[def].name;
  }
}
