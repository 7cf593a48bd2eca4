import type { HotlineSlice } from "../../../gen/opscenter/v1/hotline_pb";

/** Those with the most to answer for first: what they leave unclaimed, then what they have overdue, then what they have open. */
export function byTrouble(a: HotlineSlice, b: HotlineSlice): number {
  return b.unclaimed - a.unclaimed || b.overdue - a.overdue || b.open - a.open || byReceived(a, b);
}

/** The most frequent of this year first; never by chance, or rows would change places with every frame. */
export function byReceived(a: HotlineSlice, b: HotlineSlice): number {
  return b.receivedThisYear - a.receivedThisYear || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
}
