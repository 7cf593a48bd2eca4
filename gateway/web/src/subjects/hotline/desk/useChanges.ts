import { useEffect, useRef } from "preact/hooks";
import { refresher } from "../../../shell/refresher";
import { useDesk } from "./setting";

const pause = 2_000;
const settle = 3_000;

/** Reads again whenever the desk's orders have changed: at once, but not oftener than every two seconds, and not while nobody looks. */
export function useChanges(read: () => void): void {
  const { feed } = useDesk();
  const newest = useRef(read);
  newest.current = read;
  useEffect(() => {
    const reading = refresher(() => newest.current(), { pause, settle, hidden: () => document.hidden });
    let change = feed.standing.peek().theme?.change;
    const stop = feed.standing.subscribe(({ theme }) => {
      if (theme === undefined || theme.change === change) return;
      change = theme.change;
      reading.touch();
    });
    const shown = (): void => { if (!document.hidden) reading.shown(); };
    document.addEventListener("visibilitychange", shown);
    return () => {
      stop();
      reading.close();
      document.removeEventListener("visibilitychange", shown);
    };
  }, [feed]);
}
