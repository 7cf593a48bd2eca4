import { useComputed } from "@preact/signals";
import { definitions } from "../definitions";
import type { HotlineMonth } from "../../../gen/opscenter/v1/hotline_pb";
import { Chart } from "../../../shell/Chart";
import { plotBars, plotColours, plotFrame } from "../../../wall/plot";
import type { HotlineFeed } from "./hotline";
import { NumberTable } from "./NumberTable";

/** This year's months beside last year's. */
export function Months({ feed }: { feed: HotlineFeed }) {
  const rows = useComputed(() => feed.standing.value.theme?.months ?? []);
  const now = useComputed(() => Number((feed.standing.value.theme?.date ?? "").slice(5, 7)));
  return (
    <section class="panel plot months">
      <h3 data-def="hotline_months">
        {definitions.hotline_months.name}
        <span class="legend">
          <span class="legend-bar">今年</span>
          <span class="legend-before">去年</span>
        </span>
      </h3>
      <Chart label="每月受理数" option={(unit) => option(rows.value, now.value, unit)} />
      <NumberTable
        caption="每月受理数"
        metric="months"
        columns={["received", "received_last_year"]}
        rows={rows.value.map((row) => [row.month, row.received, row.receivedLastYear])}
      />
    </section>
  );
}

function option(rows: readonly HotlineMonth[], now: number, unit: number) {
  return {
    ...plotFrame(
      rows.map((row) => String(row.month)),
      unit,
      { left: 62, lines: 2 },
    ),
    series: [
      plotBars(
        rows.map((row) => row.receivedLastYear),
        unit,
        { color: plotColours.before, barGap: "10%", barCategoryGap: "30%" },
      ),
      plotBars(
        rows.map((row) => (row.month > now && row.received === 0 ? null : row.received)),
        unit,
        { running: rows.findIndex((row) => row.month === now) },
      ),
    ],
  };
}
