import { clocks } from "../rpc";
import { paceOf, type Pace } from "./pace";
import { millis } from "./time";

/** How often the server is asked again, at the latest. */
const askEveryMs = 60_000;

let known: { readonly at: number; readonly now: number; readonly pace: Pace } | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * The district's time now in milliseconds: what is due, late or left is told by it, and not by a browser's clock, which may be wrong, and of which a
 * simulation knows nothing. Until the server has been asked it is the browser's.
 */
export const districtNow = (): number => (known === undefined ? Date.now() : known.now + (performance.now() - known.at) * known.pace.speed);

/** Asks the server for the time, and again from then on; called once somebody has signed in. */
export async function keepTime(): Promise<void> {
  clearTimeout(timer);
  let next = askEveryMs;
  try {
    const asked = performance.now();
    const clock = await clocks.getClock({});
    const answered = performance.now();
    const now = millis(clock.now) ?? Date.now();
    const pace = paceOf(clock.speed, clock.phase);
    // The answer was made about half way.
    known = { at: (asked + answered) / 2, now, pace };
    const until = millis(clock.until);
    if (until !== undefined) next = Math.min(next, Math.max(1_000, (until - now) / pace.speed));
  } catch {
    // Away: the time goes on as it was.
  }
  timer = setTimeout(() => void keepTime(), next);
}
