import { useComputed } from "@preact/signals";
import { Chart } from "../../../shell/Chart";
import type { HourRow } from "../../../gen/opscenter/v1/hall_pb";
import { definitions } from "../definitions";
import type { HallFeed } from "./hall";
import { hourOf } from "../../../shell/time";
import { plotBars, plotColours, plotFrame, plotLine } from "../../../wall/plot";

/** Tickets taken and cases served hour by hour, against the usual day. */
export function Hours({ feed }: { feed: HallFeed }) {
  const rows = useComputed(() => feed.standing.value.theme?.hours);
  const usualDays = useComputed(() => feed.standing.value.theme?.usualDays ?? 0);
  // Hours that have not begun have no bar and no point; only the usual day goes on to the evening.
  const hour = useComputed(() => hourOf(feed.standing.value.sourceTime, feed.standing.value.theme?.date ?? ""));
  const usual = useComputed(() => (usualDays.value > 0 ? `平常（${usualDays.value} 天）` : "平常（暂无）"));
  return (
    <section class="panel hours">
      <h3 data-def="hours">{definitions.hours.name}
        <span class="legend">
          <span class="legend-bar">取号</span>
          <span>办结</span>
          <span class="legend-usual" data-metric="usual_days" data-value={usualDays}>{usual}</span>
        </span>
      </h3>
      <Chart label="每小时取号与办结" option={(unit) => option([...(rows.value?.values() ?? [])], hour.value, unit)} />
      <HourTable feed={feed} />
    </section>
  );
}

function option(rows: readonly HourRow[], now: number, unit: number) {
  const until = (row: HourRow, value: number): number | null => (row.hour > now && value === 0 ? null : value);
  return {
    ...plotFrame(
      rows.map((row) => String(row.hour)),
      unit,
    ),
    series: [
      plotBars(
        rows.map((row) => until(row, row.taken)),
        unit,
      ),
      plotLine(
        rows.map((row) => row.usualTaken ?? null),
        unit,
        { color: plotColours.usual, width: 2.5, dashed: true },
      ),
      plotLine(
        rows.map((row) => row.usualServed ?? null),
        unit,
        { color: plotColours.usual, width: 1.5, dashed: true },
      ),
      plotLine(
        rows.map((row) => (row.hour === now ? null : until(row, row.served))),
        unit,
        { color: plotColours.line, width: 3.5, dots: true },
      ),
      // The hour that still runs is a point of its own: a line down to it would look like a collapse.
      {
        type: "line" as const,
        data: rows.map((row) => (row.hour === now ? row.served : null)),
        silent: true,
        z: 4,
        symbol: "circle",
        symbolSize: 13 * unit,
        showSymbol: true,
        itemStyle: { color: plotColours.panel, borderColor: plotColours.line, borderWidth: 3.5 * unit },
      },
    ],
  };
}

/** The same numbers for screen readers and tests. */
function HourTable({ feed }: { feed: HallFeed }) {
  const hours = useComputed(() => [...(feed.standing.value.theme?.hours.keys() ?? [])].join());
  const list = hours.value === "" ? [] : hours.value.split(",").map(Number);
  return (
    <table class="unseen">
      <caption>每小时取号与办结</caption>
      <thead><tr><th>时</th><th>取号</th><th>办结</th><th>平常取号</th><th>平常办结</th><th>平均等候（秒）</th></tr></thead>
      <tbody>{list.map((hour) => <HourLine key={hour} feed={feed} hour={hour} />)}</tbody>
    </table>
  );
}

function HourLine({ feed, hour }: { feed: HallFeed; hour: number }) {
  const row = useComputed(() => feed.standing.value.theme?.hours.get(hour));
  return (
    <tr>
      <th>{hour}</th>
      <HourCell hour={hour} name="taken" of={() => row.value?.taken} />
      <HourCell hour={hour} name="served" of={() => row.value?.served} />
      <HourCell hour={hour} name="usual_taken" of={() => row.value?.usualTaken} />
      <HourCell hour={hour} name="usual_served" of={() => row.value?.usualServed} />
      <HourCell hour={hour} name="mean_wait_seconds" of={() => row.value?.meanWaitSeconds} />
    </tr>
  );
}

function HourCell({ hour, name, of }: { hour: number; name: string; of: () => number | undefined }) {
  const value = useComputed(() => of() ?? "");
  return <td data-metric={`hour.${hour}.${name}`} data-value={value}>{value}</td>;
}
