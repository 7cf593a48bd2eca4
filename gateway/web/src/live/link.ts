import type { Reading } from "./standing";

/** No frame for longer than this and the connection counts as lost; the server sends at least one a second. */
export const silenceLimit = 5_000;

/** How a screen stands to its server. */
export type Link =
  | { readonly kind: "connecting" }
  | { readonly kind: "live" }
  | { readonly kind: "stale" }
  /** The numbers are being built from past events, so far in percent; those shown are the last ones before that. */
  | { readonly kind: "building"; readonly percent: number }
  /** So many events could not be counted. */
  | { readonly kind: "partial"; readonly leftOut: number }
  | { readonly kind: "lost" }
  /** The server refuses this screen; the sentence says why. It keeps trying. `missing`: there is no such theme yet. */
  | { readonly kind: "refused"; readonly sentence: string; readonly missing?: true };

/** Why a server refuses a screen. */
export interface Refusal {
  readonly sentence: string;
  readonly missing?: true;
}

/** What a screen may say of itself. `lastFrameAt` and `now` in milliseconds of the same clock. */
export function linkOf(
  lastFrameAt: number | undefined,
  now: number,
  stale: boolean,
  refusal: Refusal | undefined,
  reading?: Reading,
): Link {
  if (refusal !== undefined) return { kind: "refused", ...refusal };
  if (lastFrameAt === undefined) return { kind: "connecting" };
  if (now - lastFrameAt > silenceLimit) return { kind: "lost" };
  if (reading?.building) return { kind: "building", percent: percentOf(reading) };
  if (stale) return { kind: "stale" };
  return reading !== undefined && reading.leftOut > 0 ? { kind: "partial", leftOut: reading.leftOut } : { kind: "live" };
}

/** Whether the numbers may not be those of now: they are shown grey. */
export const isOld = ({ kind }: Link): boolean => kind === "stale" || kind === "building" || kind === "lost" || kind === "refused";

/** What a screen says of it. `until`: when the newest fact on it happened. */
export function wordsOf(link: Link, until: string): string {
  switch (link.kind) {
    case "connecting": return "正在连接";
    case "live": return "实时";
    case "stale": return `数据已陈旧 · 截至 ${until}`;
    case "building": return `数据重建中 ${link.percent}%${until ? ` · 截至 ${until}` : ""}`;
    case "partial": return `实时 · ${link.leftOut} 条记录未计入`;
    case "lost": return `连接中断 · 数据截至 ${until}`;
    case "refused": return link.sentence;
  }
}

/** What a list says of what it lacks; empty: nothing. */
export function lackOf(reading: Reading | undefined): string {
  if (reading?.building) return `列表重建中 ${percentOf(reading)}%，工单尚未列全`;
  return reading !== undefined && reading.leftOut > 0 ? `${reading.leftOut} 条记录未计入列表` : "";
}

/** Rounded down: 100 % is when it is done. */
const percentOf = ({ progress }: Reading): number => Math.min(99, Math.floor(progress * 100));

/** Milliseconds to wait before the attempt-th repeat (from 0): 0.5 s doubling to 5 s, the upper half of it by chance `random` 0-1. */
export function backOff(attempt: number, random: number): number {
  const ceiling = Math.min(5_000, 500 * 2 ** Math.min(attempt, 10));
  return Math.max(500, ceiling / 2 + (ceiling / 2) * random);
}
