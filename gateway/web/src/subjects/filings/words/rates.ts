import type { DefinitionKey } from "../definitions";
import type { FilingProgress, FilingRates } from "../../../gen/opscenter/v1/filings_pb";

/** A rate of filings as the division that it is. */
export interface FilingRate {
  readonly key: string;
  readonly def: DefinitionKey;
  readonly part: (of: FilingRates) => number;
  readonly whole: (of: FilingRates) => number;
}

/** 及时、完整、准确. */
export const filingRates = [
  { key: "on_time", def: "filing_on_time", part: (r) => r.onTime, whole: (r) => r.due },
  { key: "complete", def: "filing_complete", part: (r) => r.filled, whole: (r) => r.required },
  { key: "accurate", def: "filing_accurate", part: (r) => r.submitted - r.wrong, whole: (r) => r.submitted },
] as const satisfies readonly FilingRate[];

/** 0-1; undefined when there is nothing to divide by. */
export function filingShare(rate: FilingRate, of: FilingRates | undefined): number | undefined {
  return of === undefined || rate.whole(of) <= 0 ? undefined : rate.part(of) / rate.whole(of);
}

/** A share in whole per cent, never more than it is: 99.9 % is not 100. */
export const wholePercent = (share: number): string => String(Math.floor(share * 100 + 1e-9));

/** How much of a round has been sent, 0-1; undefined when nothing is owed. */
export function progressShare(of: FilingProgress | undefined): number | undefined {
  return of === undefined || of.owed <= 0 ? undefined : of.sent / of.owed;
}

/** How a part of a round stands, for its colour: late, returned, done, on its way. */
export type Standing = "late" | "returned" | "done" | "going";

export function standingOf(of: FilingProgress | undefined): Standing {
  if (of === undefined || of.owed === 0) return "going";
  if (of.late > 0) return "late";
  if (of.returned > 0) return "returned";
  return of.sent >= of.owed ? "done" : "going";
}

/** A change from one plain decimal to another as a share; undefined when it cannot be told. */
export function changeBetween(now: string, before: string): number | undefined {
  if (now === "" || before === "") return undefined;
  const [from, to] = [Number(before), Number(now)];
  return Number.isFinite(from) && Number.isFinite(to) && from !== 0 ? (to - from) / Math.abs(from) : undefined;
}

/** A plain decimal with thousands marks; great numbers in 亿 or 万 with the unit's own 万 taken into account. */
export function valueText(value: string): string {
  const [whole = "", decimals] = value.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return decimals ? `${grouped}.${decimals}` : grouped;
}

/** "2026年10月" → "10月", "2026年第3季度" → "3季度": where there is no room, and the year is this one. */
export const shortPeriod = (period: string): string => period.replace(/^\d{4}年第?/, "") || period;

/** A village without the name of its committee: "奇石村村民委员会" → "奇石村", "幸福社区居民委员会" → "幸福社区". */
export const shortPlace = (name: string): string => name.replace(/(村民|居民)(委员会|居委会)$/, "") || name;
