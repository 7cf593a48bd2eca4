import type { DefinitionKey } from "../../../definitions";
import type { HotlineRates } from "../../../gen/opscenter/v1/hotline_pb";

/** A rate of the hotline as the division that it is. */
export interface Rate {
  /** Its stable name, e.g. "claim": of the metrics "year.claim" and so on. */
  readonly key: string;
  readonly def: DefinitionKey;
  readonly part: (of: HotlineRates) => number;
  readonly whole: (of: HotlineRates) => number;
}

/** In the order of an order's way: claimed, answered in time, solved, content, not sent about, called back at once. */
export const rates = [
  { key: "claim", def: "claim_rate", part: (r) => r.claimedInTime, whole: (r) => r.toClaim },
  { key: "closing", def: "closing_rate", part: (r) => r.closedInTime, whole: (r) => r.toClose },
  { key: "solved", def: "solved_rate", part: (r) => r.solved, whole: (r) => r.assessed },
  { key: "satisfied", def: "satisfied_rate", part: (r) => r.satisfied, whole: (r) => r.rated },
  { key: "redispatch", def: "redispatch_rate", part: (r) => r.redispatched, whole: (r) => r.closed },
  { key: "contact", def: "contact_rate", part: (r) => r.contactedInTime, whole: (r) => r.toContact },
] as const satisfies readonly Rate[];

/** 0-1; undefined when there is nothing to divide by. */
export function shareOf(rate: Rate, of: HotlineRates | undefined): number | undefined {
  const whole = of === undefined ? 0 : rate.whole(of);
  return of === undefined || whole <= 0 ? undefined : rate.part(of) / whole;
}

/** A share in per cent with one digit. What is not all never reads as 100, what is not nothing never as 0. */
export function rateText(share: number): string {
  if (share >= 1) return share === 1 ? "100" : (share * 100).toFixed(1);
  if (share <= 0) return "0";
  return Math.min(99.9, Math.max(0.1, share * 100)).toFixed(1);
}

/** How much more than before, as a share of before; undefined when there was nothing before. */
export function changeOf(now: number, before: number): number | undefined {
  return before <= 0 ? undefined : (now - before) / before;
}

/** A change with its sign: "+5.8%", "−12%", "持平"; from ten times on as a multiple, "×30". */
export function changeText(change: number): string {
  if (change >= 9) return `×${Math.round(change + 1)}`;
  const percent = Math.abs(change * 100);
  const digits = percent < 10 ? percent.toFixed(1) : percent.toFixed(0);
  if (Number(digits) === 0) return "持平";
  return `${change > 0 ? "+" : "−"}${digits}%`;
}
