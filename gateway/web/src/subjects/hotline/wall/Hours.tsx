import { useComputed } from "@preact/signals";
import { definitions } from "../definitions";
import type { HotlineHour } from "../../../gen/opscenter/v1/hotline_pb";
import { Chart } from "../../../shell/Chart";
import { hourOf } from "../../../shell/time";
import { plotBars, plotColours, plotFrame, plotLine } from "../../../wall/plot";
import type { HotlineFeed } from "./hotline";
import { NumberTable } from "./NumberTable";

/** Calls of today hour by hour, against the usual day. */
export function Hours({ feed }: { feed: HotlineFeed }) {
  const rows = useComputed(() => feed.standing.value.theme?.hours ?? []);
  const now = useComputed(() => hourOf(feed.standing.value.sourceTime, feed.standing.value.theme?.date ?? ""));
  const isUsual = useComputed(() => rows.value.some((row) => row.usual !== undefined));
  return (
    <section class="panel plot hours">
      <h3 data-def="hotline_hours">
        {definitions.hotline_hours.name}
        <span class="legend">
          <span class="legend-bar">受理</span>
          <span class="legend-usual">{isUsual.value ? "平常" : "平常（暂无）"}</span>
        </span>
      </h3>
      <Chart label="今日每小时受理数" option={(unit) => option(rows.value, now.value, unit)} />
      <NumberTable
        caption="今日每小时受理数"
        metric="hours"
        columns={["received", "usual"]}
        rows={rows.value.map((row) => [row.hour, row.received, row.usual])}
      />
    </section>
  );
}

function option(rows: readonly HotlineHour[], now: number, unit: number) {
  return {
    ...plotFrame(
      rows.map((row) => String(row.hour)),
      unit,
      { every: 2, lines: 2 },
    ),
    series: [
      plotBars(
        rows.map((row) => (row.hour > now && row.received === 0 ? null : row.received)),
        unit,
        { running: rows.findIndex((row) => row.hour === now) },
      ),
      plotLine(
        rows.map((row) => row.usual ?? null),
        unit,
        { color: plotColours.usual, width: 2.5, dashed: true },
      ),
    ],
  };
}
