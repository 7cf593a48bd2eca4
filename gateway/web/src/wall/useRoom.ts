import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { RefObject } from "preact";
import { rootUnit } from "../shell/Chart";

/** How many rows a box has room for, at least one. Its style says how high a row is: `--row`, in rem. */
export function useRoom(): { box: RefObject<HTMLDivElement | null>; rows: number } {
  const box = useRef<HTMLDivElement>(null);
  const rows = useSignal(1);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const measured = new ResizeObserver(() => {
      const row = parseFloat(getComputedStyle(element).getPropertyValue("--row")) * 100 * rootUnit();
      // Half a pixel short by rounding is room enough.
      rows.value = row > 0 ? Math.max(1, Math.floor((element.clientHeight + 1) / row)) : 1;
    });
    measured.observe(element);
    return () => measured.disconnect();
  }, []);
  return { box, rows: rows.value };
}
