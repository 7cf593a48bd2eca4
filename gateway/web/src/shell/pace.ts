import { ClockPhase } from "../gen/opscenter/v1/clock_pb";

/** How fast the district's clock runs, its seconds in a second of ours, and why that fast. */
export interface Pace {
  readonly speed: number;
  readonly phase: ClockPhase;
}

/** The clock of every installation but a simulation. */
export const steady: Pace = { speed: 1, phase: ClockPhase.STEADY };

/** 0 and what is no speed stand for 1. */
export function paceOf(speed: number, phase: ClockPhase): Pace {
  const known = speed > 0 && Number.isFinite(speed) ? speed : 1;
  return known === 1 && phase === ClockPhase.STEADY ? steady : { speed: known, phase };
}

const secondMs = 1_000, minuteMs = 60_000, hourMs = 3_600_000;
const steps = [
  secondMs,
  5 * secondMs,
  15 * secondMs,
  30 * secondMs,
  minuteMs,
  5 * minuteMs,
  10 * minuteMs,
  15 * minuteMs,
  30 * minuteMs,
  hourMs,
];

/**
 * By how much a clock that is shown goes on at once, in milliseconds: a second, and at a simulation's pace what passes in about a fifth of
 * one of ours.
 */
export const stepOf = (speed: number): number => steps.find((step) => step >= speed * 200) ?? hourMs;

/** What a screen says of a simulated clock, "演示 · 60×" or "演示 · 夜间快进 1,800×"; empty for a real one. */
export function paceWord({ speed, phase }: Pace): string {
  if (phase === ClockPhase.STEADY && speed === 1) return "";
  const times = `${String(Math.round(speed)).replace(/\B(?=(\d{3})+$)/g, ",")}×`;
  switch (phase) {
    case ClockPhase.NIGHT: return `演示 · 夜间快进 ${times}`;
    case ClockPhase.DAY_OFF: return `演示 · 休息日快进 ${times}`;
    default: return `演示 · ${times}`;
  }
}

/** What the server said, and when by the browser's own clock that counts from the opening of the page. */
export interface Told {
  readonly at: number;
  readonly now: number;
  readonly pace: Pace;
  /** Up to when it goes on at that pace. */
  readonly until: number;
}

/** The time that was told, carried on to a later moment; not beyond what was told of. */
export const carriedOn = (told: Told, at: number): number => Math.min(told.until, told.now + (at - told.at) * told.pace.speed);
