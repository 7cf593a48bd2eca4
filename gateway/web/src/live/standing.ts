import type { Reading as ReadingMessage } from "../gen/opscenter/v1/reading_pb";
import type { Frame } from "../gen/opscenter/v1/screens_pb";
import { paceOf, steady, type Pace } from "../shell/pace";
import { millis } from "../shell/time";

/** Where a screen stands in a theme that it follows. Instants in milliseconds. */
export interface Standing<T> {
  readonly epoch: string;
  readonly revision: bigint;
  /** When the newest fact in it happened. */
  readonly dataTime: number | undefined;
  /** The source's clock when the frame was sent: ages and waits are measured against it. */
  readonly sourceTime: number | undefined;
  readonly committedAt: number | undefined;
  /** How fast the source's clock goes on, its seconds in a second of ours; and why that fast. */
  readonly pace: Pace;
  readonly stale: boolean;
  /** What is wrong with the numbers besides their age; absent: they are whole. */
  readonly reading: Reading | undefined;
  /** Absent until the first snapshot. */
  readonly theme: T | undefined;
}

/** They are being built from past events, so far (0 to 1); or they are without some that could not be counted. */
export interface Reading {
  readonly building: boolean;
  readonly progress: number;
  readonly leftOut: number;
}

export const readingOf = (message: ReadingMessage | undefined): Reading | undefined =>
  message && { building: message.building, progress: message.progress, leftOut: Number(message.leftOut) };

/** What the body of a frame does to a theme: it is the theme, or it changes the one before. */
export type Step<T> = { readonly whole: T } | { readonly change: (theme: T) => T };

/** Reads the body of a frame; undefined when it says nothing about the theme: a heartbeat, or what a newer server invented. Pure. */
export type Fold<T> = (body: Frame["body"]) => Step<T> | undefined;

export function nowhere<T>(): Standing<T> {
  return {
    epoch: "",
    revision: 0n,
    dataTime: undefined,
    sourceTime: undefined,
    committedAt: undefined,
    pace: steady,
    stale: false,
    reading: undefined,
    theme: undefined,
  };
}

/** The standing after a frame, or "gap" when the frame does not follow: the screen has to begin again. */
export function applyFrame<T>(standing: Standing<T>, frame: Frame, fold: Fold<T>): Standing<T> | "gap" {
  const times = {
    epoch: frame.epoch,
    revision: frame.revision,
    dataTime: millis(frame.dataTime),
    sourceTime: millis(frame.hallTime),
    committedAt: millis(frame.committedAt),
    pace: paceOf(frame.clockSpeed, frame.clockPhase),
    stale: frame.stale,
    reading: readingOf(frame.reading),
  };
  const step = fold(frame.body);
  if (step === undefined) {
    // The times count, the numbers stay.
    if (standing.theme !== undefined && (frame.epoch !== standing.epoch || frame.revision !== standing.revision)) return "gap";
    return { ...times, theme: standing.theme };
  }
  if ("whole" in step) return { ...times, theme: step.whole };
  if (standing.theme === undefined || frame.epoch !== standing.epoch || frame.revision !== standing.revision + 1n) return "gap";
  return { ...times, theme: step.change(standing.theme) };
}
