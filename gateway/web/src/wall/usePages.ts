import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** Which of `count` pages to show now: each in its turn for `milliseconds`. Who stands before the wall turns them all with ← and →. */
export function usePages(count: number, milliseconds: number): number {
  const page = useSignal(0);
  useEffect(() => {
    if (count < 2) return;
    const next = (): void => { page.value = page.peek() + 1; };
    let turn = setInterval(next, milliseconds);
    const turned = (e: KeyboardEvent): void => {
      if (e.key !== "ArrowRight" && e.key !== "ArrowLeft") return;
      page.value = page.peek() + (e.key === "ArrowRight" ? 1 : -1);
      clearInterval(turn);
      turn = setInterval(next, milliseconds);
    };
    document.addEventListener("keydown", turned);
    return () => {
      clearInterval(turn);
      document.removeEventListener("keydown", turned);
    };
  }, [count > 1, milliseconds]);
  return count < 2 ? 0 : ((page.value % count) + count) % count;
}

/** Whether the index-th of a list stands on a page of so many rows. The others stay in the page, unseen: for readers and tests. */
export const isOn = (page: number, rows: number, index: number): boolean => Math.floor(index / rows) === page;

/** How many of `count` stand on a page, so that all pages are about equally full; `most`: what there is room for. */
export const evenly = (count: number, most: number): number => Math.max(1, Math.ceil(count / Math.max(1, Math.ceil(count / most))));
