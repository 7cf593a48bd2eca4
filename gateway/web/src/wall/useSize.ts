import { useSignal, type ReadonlySignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { RefObject } from "preact";
import { rootUnit } from "../shell/Chart";

/** Inner lengths of a box in pixels, 0 before it is measured, and the pixels of one unit of the wall. */
export interface Size {
  readonly width: number;
  readonly height: number;
  readonly unit: number;
}

/** How large a box is, now and after each change. */
export function useSize<E extends HTMLElement>(): { box: RefObject<E | null>; size: ReadonlySignal<Size> } {
  const box = useRef<E>(null);
  const size = useSignal<Size>({ width: 0, height: 0, unit: 1 });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const measured = new ResizeObserver(() => {
      size.value = { width: element.clientWidth, height: element.clientHeight, unit: rootUnit() };
    });
    measured.observe(element);
    return () => measured.disconnect();
  }, []);
  return { box, size };
}
