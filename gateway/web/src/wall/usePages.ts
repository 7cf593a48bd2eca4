import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** Which of `count` pages to show now: each in its turn for `milliseconds`. */
export function usePages(count: number, milliseconds: number): number {
  const page = useSignal(0);
  useEffect(() => {
    if (count < 2) return;
    const turn = setInterval(() => (page.value = page.peek() + 1), milliseconds);
    return () => clearInterval(turn);
  }, [count > 1, milliseconds]);
  return count < 2 ? 0 : page.value % count;
}

/** Whether the index-th of a list stands on a page of so many rows. The others stay in the page, unseen: for readers and tests. */
export const isOn = (page: number, rows: number, index: number): boolean => Math.floor(index / rows) === page;
