import { useComputed } from "@preact/signals";
import { inOrder, levels, pagesOf } from "./alarm";
import type { HallFeed } from "./hall";
import { Shape } from "../../../shell/Shape";
import { clockMinutes, grouped, millis } from "../../../shell/time";
import { Page } from "../../../wall/Page";
import { usePages } from "../../../wall/usePages";
import { useSize } from "../../../wall/useSize";
import { Value } from "../../../wall/Value";

const pageTime = 8_000;

/** Letters of the strip, in units. */
const letter = 24;

/** The alert strip: the worst first, each whole; more than fit take turns. */
export function Alerts({ feed }: { feed: HallFeed }) {
  const alerts = useComputed(() => feed.standing.value.theme?.alerts ?? []);
  const { box, size } = useSize<HTMLDivElement>();
  const { width, unit } = size.value;
  const list = inOrder(alerts.value);
  const pages = pagesOf(list, width / (letter * unit));
  const page = usePages(pages.length, pageTime);
  const shown = new Set(pages[page]);
  const quarantined = useComputed(() => feed.standing.value.theme?.quarantined ?? 0);
  return (
    <section class="alerts" aria-label="预警">
      <span class="alerts-count" data-def="alerts">预警 <b data-metric="alerts" data-value={list.length}>{list.length}</b></span>
      <Page page={page} pages={pages.length} />
      <div class="alerts-list" ref={box}>
        {list.length === 0 && <span class="alerts-none">一切正常</span>}
        {list.map((alert) => {
          const level = levels[alert.level];
          return (
            <div key={alert.key} class={`alert ${level.key}`} hidden={!shown.has(alert)}
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
        待修数据 <Value metric="quarantined" def="quarantined" of={() => quarantined.value} show={grouped} unit="条" />
      </span>
    </section>
  );
}
