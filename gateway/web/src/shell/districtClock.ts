import { signal } from "@preact/signals";
import { clocks } from "../rpc";
import { carriedOn, paceOf, stepOf, type Told } from "./pace";
import { millis } from "./time";

/** The server is asked again so often at the latest, and so soon at the earliest. */
const askEveryMs = 60_000;
const leastPauseMs = 50;

let known: Told | undefined;
let asking: ReturnType<typeof setTimeout> | undefined;

/**
 * The district's time now in milliseconds: what is due, late or left is told by it, and not by a browser's clock, which may be wrong, and
 * of which a simulation knows nothing. Until the server has been asked it is the browser's.
 */
export const districtNow = (): number => (known === undefined ? Date.now() : carriedOn(known, performance.now()));

/**
 * The same for what shows it all the time, in whole steps of the pace: walls beside each other show the same moment, however fast it
 * passes.
 */
export const districtTime = signal(Date.now());

const tick = (): void => {
  const now = districtNow();
  const speed = known?.pace.speed ?? 1;
  const step = stepOf(speed);
  districtTime.value = now - (now % step);
  setTimeout(tick, Math.max(leastPauseMs, (step - (now % step)) / speed));
};
tick();

/** Asks the server for the time, and again from then on; called once somebody has signed in. */
export async function keepTime(): Promise<void> {
  clearTimeout(asking);
  let next = askEveryMs;
  try {
    const asked = performance.now();
    const clock = await clocks.getClock({});
    const answered = performance.now();
    const now = millis(clock.now) ?? Date.now();
    const pace = paceOf(clock.speed, clock.phase);
    const until = millis(clock.until) ?? Number.POSITIVE_INFINITY;
    // The answer was made about half way.
    known = { at: (asked + answered) / 2, now, pace, until };
    next = Math.min(next, Math.max(leastPauseMs, (until - now) / pace.speed + leastPauseMs));
  } catch {
    // Away: the time goes on as it was.
  }
  asking = setTimeout(() => void keepTime(), next);
}
