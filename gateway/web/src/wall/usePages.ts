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
