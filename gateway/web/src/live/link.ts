/** No frame for longer than this and the connection counts as lost; the server sends at least one a second. */
export const silenceLimit = 5_000;

/** How a screen stands to its server. */
export type Link =
  | { readonly kind: "connecting" }
  | { readonly kind: "live" }
  | { readonly kind: "stale" }
  | { readonly kind: "lost" }
  /** The server refuses this screen; the sentence says why. It keeps trying. `missing`: there is no such theme yet. */
  | { readonly kind: "refused"; readonly sentence: string; readonly missing?: true };

/** Why a server refuses a screen. */
export interface Refusal {
  readonly sentence: string;
  readonly missing?: true;
}

/** What a screen may say of itself. `lastFrameAt` and `now` in milliseconds of the same clock. */
export function linkOf(lastFrameAt: number | undefined, now: number, stale: boolean, refusal: Refusal | undefined): Link {
  if (refusal !== undefined) return { kind: "refused", ...refusal };
  if (lastFrameAt === undefined) return { kind: "connecting" };
  if (now - lastFrameAt > silenceLimit) return { kind: "lost" };
  return stale ? { kind: "stale" } : { kind: "live" };
}

/** Whether the numbers may not be those of now: they are shown grey. */
export const isOld = ({ kind }: Link): boolean => kind === "stale" || kind === "lost" || kind === "refused";

/** Milliseconds to wait before the attempt-th repeat (from 0): 0.5 s doubling to 5 s, the upper half of it by chance `random` 0-1. */
export function backOff(attempt: number, random: number): number {
  const ceiling = Math.min(5_000, 500 * 2 ** Math.min(attempt, 10));
  return Math.max(500, ceiling / 2 + (ceiling / 2) * random);
}
