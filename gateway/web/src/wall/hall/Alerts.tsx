import { useComputed } from "@preact/signals";
import { inOrder, levels } from "./alarm";
import type { HallFeed } from "./hall";
import { Shape } from "../../shell/Shape";
import { clockMinutes, millis } from "../../shell/time";
import { usePages } from "../usePages";
import { Value } from "../Value";

const pageTime = 8_000;

/** The alert strip: the worst first; more than fit take turns. */
export function Alerts({ feed, fit }: { feed: HallFeed; fit: number }) {
  const alerts = useComputed(() => feed.standing.value.theme?.alerts ?? []);
  const list = inOrder(alerts.value);
  const from = usePages(Math.ceil(list.length / fit), pageTime) * fit;
  const quarantined = useComputed(() => feed.standing.value.theme?.quarantined ?? 0);
  return (
    <section class="alerts" aria-label="预警">
      <span class="alerts-count" data-def="alerts">预警 <b data-metric="alerts" data-value={list.length}>{list.length}</b></span>
      <div class="alerts-list">
        {list.length === 0 && <span class="alerts-none">一切正常</span>}
        {list.map((alert, i) => {
          const level = levels[alert.level];
          return (
            <div key={alert.key} class={`alert ${level.key}`} hidden={i < from || i >= from + fit}
              data-metric={`alert.${alert.key}`} data-value={level.key} title={alert.message}>
              <Shape d={level.shape} />
              <span class="alert-level">{level.label}</span>
              <span class="alert-text ellipsis">{alert.message}</span>
              {alert.since && <span class="alert-since">{clockMinutes(millis(alert.since))}起</span>}
            </div>
          );
        })}
      </div>
      <span class="quarantined" hidden={quarantined.value === 0}>
        待修数据 <Value metric="quarantined" def="quarantined" of={() => quarantined.value} show={String} unit="条" />
      </span>
    </section>
  );
}
