import type { DefinitionKey } from "../definitions";
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
