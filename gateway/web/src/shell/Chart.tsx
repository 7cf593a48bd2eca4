import { effect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent } from "echarts/components";
import { init, use, type EChartsCoreOption } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([BarChart, LineChart, GridComponent, CanvasRenderer]);

/** At most two drawings a second: a wall stands for days on small machines. */
const drawingInterval = 500;

/**
 * An ECharts canvas as large as its box. `option` is recomputed when the signals it reads change; lengths in it are
 * multiplied by `unit`, the pixels of 1/1920 of a Full-HD wall's width.
 */
export function Chart({ option, label }: { option: (unit: number) => EChartsCoreOption; label: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const chart = init(element, null, { renderer: "canvas" });
    let wanted: EChartsCoreOption | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let drawnAt = 0;
    const draw = (): void => {
      timer = undefined;
      drawnAt = Date.now();
      if (wanted) chart.setOption(wanted, { notMerge: true, lazyUpdate: false });
    };
    const later = (): void => {
      timer ??= setTimeout(draw, Math.max(0, drawnAt + drawingInterval - Date.now()));
    };
    const compute = (): void => {
      wanted = { animation: false, ...option(rootUnit()) };
      later();
    };
    const stop = effect(compute);
    const resized = new ResizeObserver(() => {
      chart.resize();
      compute();
    });
    resized.observe(element);
    return () => {
      stop();
      resized.disconnect();
      clearTimeout(timer);
      chart.dispose();
    };
  }, []);
  return <div ref={box} class="chart" role="img" aria-label={label} />;
}

/** Pixels of one unit: the wall's root font size is 100 units. */
export function rootUnit(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / 100;
}

