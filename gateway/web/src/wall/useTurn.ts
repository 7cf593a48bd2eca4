import { useEffect } from "preact/hooks";

/** A wall that has nothing to show is passed over after this long. */
const emptySeconds = 5;

/**
 * Calls `next` when the wall has been shown for `seconds` and nobody has touched mouse or keys for as long: who is reading
 * what a number means is not taken away from it. `isEmpty` says whether there is anything to see. Undefined: never.
 */
export function useTurn(seconds: number | undefined, key: string, isEmpty: () => boolean, next: () => void): void {
  useEffect(() => {
    if (seconds === undefined) return;
    let since = Date.now();
    const touched = (): void => { since = Date.now(); };
    const tick = setInterval(() => {
      const stay = isEmpty() ? Math.min(emptySeconds, seconds) : seconds;
      if (Date.now() - since >= stay * 1000) {
        touched();
        next();
      }
    }, 500);
    const events = ["pointermove", "pointerdown", "keydown"] as const;
    for (const name of events) document.addEventListener(name, touched);
    return () => {
      clearInterval(tick);
      for (const name of events) document.removeEventListener(name, touched);
    };
  }, [seconds, key]);
}
