import { useComputed } from "@preact/signals";
import { definitions } from "../definitions";
import type { HallDay, HallFeed } from "./hall";
import { minutes, whole } from "../../../shell/time";
import { Value } from "../../../wall/Value";

function longestQueues(day: HallDay | undefined, most: number): string[] {
  return [...(day?.queues.values() ?? [])]
    .sort(
      (a, b) =>
        (b.counts?.waiting ?? 0) - (a.counts?.waiting ?? 0) ||
        (b.counts?.taken ?? 0) - (a.counts?.taken ?? 0) ||
        a.code.localeCompare(b.code),
    )
    .slice(0, most)
    .map((row) => row.code);
}

/** What people wait for: the businesses with the most waiting. Shown where a wall is wide enough. */
export function Queues({ feed, most }: { feed: HallFeed; most: number }) {
  const codes = useComputed(() => longestQueues(feed.standing.value.theme, most).join("\n"));
  const list = codes.value === "" ? [] : codes.value.split("\n");
  return (
    <section class="panel queues">
      <h3 data-def="queue_waiting">{definitions.queue_waiting.name}<span class="legend">等候 · 平均（分）</span></h3>
      <div class="queue-list">{list.map((code) => <Queue key={code} feed={feed} code={code} />)}</div>
    </section>
  );
}

function Queue({ feed, code }: { feed: HallFeed; code: string }) {
  const row = useComputed(() => feed.standing.value.theme?.queues.get(code));
  const name = useComputed(() => row.value?.name || code);
  return (
    <div class="queue">
      <span class="ellipsis" title={name}>
        {name}
      </span>
      <Value metric={`queue.${code}.waiting`} def="queue_waiting" of={() => row.value?.counts?.waiting} show={whole} />
      <Value
        class="queue-mean"
        metric={`queue.${code}.mean_wait_seconds`}
        def="mean_wait"
        of={() => row.value?.counts?.meanWaitSeconds}
        show={minutes}
      />
    </div>
  );
}
