import { useSignal, type ReadonlySignal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";

/** Wider than this, the width is used for more columns. The style sheets say the same. */
const wideWall = "(min-aspect-ratio: 23/10)";

/** Makes the page a wall, whose lengths grow with the screen, for as long as the component is shown. Whether it is a wide one. */
export function useWide(): ReadonlySignal<boolean> {
  const wide = useSignal(window.matchMedia(wideWall).matches);
  useLayoutEffect(() => {
    // The wall's lengths are rem. Set before anything inside measures itself.
    document.documentElement.classList.add("on-wall");
    const query = window.matchMedia(wideWall);
    const changed = (): void => { wide.value = query.matches; };
    query.addEventListener("change", changed);
    return () => {
      query.removeEventListener("change", changed);
      document.documentElement.classList.remove("on-wall");
    };
  }, []);
  return wide;
}
