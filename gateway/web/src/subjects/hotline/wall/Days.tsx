import { useComputed } from "@preact/signals";
import { definitions } from "../definitions";
import type { HotlineDay } from "../../../gen/opscenter/v1/hotline_pb";
import { Chart } from "../../../shell/Chart";
import { plotBars, plotColours, plotFrame, plotLine } from "../../../wall/plot";
import type { HotlineFeed } from "./hotline";
import { NumberTable } from "./NumberTable";

/** The last 30 days: what came in and what was closed. */
export function Days({ feed }: { feed: HotlineFeed }) {
  const rows = useComputed(() => feed.standing.value.theme?.days ?? []);
  const today = useComputed(() => feed.standing.value.theme?.date ?? "");
  return (
    <section class="panel plot days">
      <h3 data-def="hotline_days">
        {definitions.hotline_days.name}
        <span class="legend">
          <span class="legend-bar">受理</span>
          <span>办结</span>
        </span>
      </h3>
      <Chart label="近 30 日受理与办结" option={(unit) => option(rows.value, today.value, unit)} />
      <NumberTable
        caption="近 30 日受理与办结"
        metric="days"
        columns={["received", "closed"]}
        rows={rows.value.map((row) => [row.date, row.received, row.closed])}
      />
    </section>
  );
}

/** "2026-11-03" → "11/3" */
const dayLabel = (date: string): string => date.slice(5).split("-").map(Number).join("/");

function option(rows: readonly HotlineDay[], today: string, unit: number) {
  const running = rows.findIndex((row) => row.date === today);
  return {
    ...plotFrame(rows.map((row) => dayLabel(row.date)), unit, { lines: 2 }),
    series: [
      plotBars(rows.map((row) => row.received), unit, { running, barCategoryGap: "24%" }),
      // A line down to a day that has only begun would look like a collapse.
      plotLine(rows.map((row, i) => (i === running ? null : row.closed)), unit, { color: plotColours.line, width: 2.5 }),
    ],
  };
}
