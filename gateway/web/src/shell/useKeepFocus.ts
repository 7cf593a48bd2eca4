import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

/**
 * What has the keyboard may vanish when the page is redrawn: somebody else has done what its button was for. Then the
 * keyboard goes on at another place of the same part, and not at the page's beginning.
 */
export function useKeepFocus(part: RefObject<HTMLElement | null>, instead: () => HTMLElement | null | undefined): void {
  const within = useRef(false);
  useEffect(() => {
    const moved = (e: FocusEvent): void => {
      within.current = e.target instanceof Node && part.current?.contains(e.target) === true;
    };
    // Nothing has the keyboard because somebody clicked beside it: that is as it should be.
    const clicked = (): void => { within.current = false; };
    document.addEventListener("focusin", moved);
    document.addEventListener("pointerdown", clicked);
    return () => {
      document.removeEventListener("focusin", moved);
      document.removeEventListener("pointerdown", clicked);
    };
  }, []);
  useLayoutEffect(() => {
    if (within.current && document.activeElement === document.body) instead()?.focus({ preventScroll: true });
  });
}
