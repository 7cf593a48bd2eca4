import { grouped } from "../shell/time";

// What the charts of all walls have in common.

export const plotColours = {
  /** What came in. */
  bar: "#2f6ea3",
  /** Of a time that still runs. */
  running: "#24455f",
  /** What was done. */
  line: "#e8ecf0",
  usual: "#8fa3b8",
  /** A time before, to compare with. */
  before: "#4a5663",
  axis: "#9aa5b1",
  base: "#3a4450",
  grid: "#232a33",
  panel: "#151a21",
} as const;

export const plotText = (unit: number) => ({
  color: plotColours.axis,
  fontSize: 20 * unit,
  fontFamily: getComputedStyle(document.documentElement).fontFamily,
});

/**
 * Axes of a chart over times, with the room that their labels need. `every` shows every n-th label; without it those that fit. `lines`:
 * about so many across.
 */
export function plotFrame(
  labels: readonly string[],
  unit: number,
  { every, left = 46, lines = 3 }: { every?: number; left?: number; lines?: number } = {},
) {
  const text = plotText(unit);
  return {
    grid: { left: left * unit, right: 4 * unit, top: 14 * unit, bottom: 34 * unit },
    xAxis: {
      type: "category" as const,
      data: labels,
      axisLabel: {
        ...text,
        interval: every === undefined ? ("auto" as const) : (index: number) => index % every === 0,
        hideOverlap: true,
        margin: 10 * unit,
      },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: plotColours.base, width: unit } },
    },
    yAxis: {
      type: "value" as const,
      minInterval: 1,
      splitNumber: lines,
      axisLabel: { ...text, formatter: (n: number) => (n < 10_000 ? grouped(n) : `${n / 10_000}万`) },
      splitLine: { lineStyle: { color: plotColours.grid, width: unit } },
    },
  };
}

/** Bars; those of a time that still runs are paler. */
export function plotBars(
  data: readonly (number | null)[],
  unit: number,
  {
    color = plotColours.bar,
    running,
    ...rest
  }: { color?: string; running?: number | undefined; barGap?: string; barCategoryGap?: string; z?: number } = {},
) {
  return {
    type: "bar" as const,
    silent: true,
    barCategoryGap: "36%",
    itemStyle: { color, borderRadius: [3 * unit, 3 * unit, 0, 0] },
    ...rest,
    data: data.map((value, index) => (index === running && value !== null ? { value, itemStyle: { color: plotColours.running } } : value)),
  };
}

export function plotLine(
  data: readonly (number | null)[],
  unit: number,
  { color, width, dashed = false, dots = false }: { color: string; width: number; dashed?: boolean; dots?: boolean },
) {
  return {
    type: "line" as const,
    data,
    silent: true,
    symbol: dots ? "circle" : "none",
    symbolSize: 8 * unit,
    showSymbol: dots,
    itemStyle: { color },
    z: dashed ? 2 : 3,
    lineStyle: { color, width: width * unit, type: dashed ? [6 * unit, 6 * unit] : ("solid" as const), cap: "round" as const },
  };
}
