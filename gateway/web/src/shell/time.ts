import { timestampFromMs, type Timestamp } from "@bufbuild/protobuf/wkt";

/** Everybody lives by China Standard Time, which has no summer time: local = UTC + 8 h, wherever the browser stands. Milliseconds. */
export const chinaOffset = 8 * 3_600_000;

/** Milliseconds since 1970 UTC; undefined for an absent instant. */
export function millis(at: Timestamp | undefined): number | undefined {
  return at === undefined ? undefined : Number(at.seconds) * 1000 + Math.floor(at.nanos / 1_000_000);
}

/** The instant of a local day "2026-11-30" and time of day "17:30". */
export const instantOf = (day: string, time: string): Timestamp => timestampFromMs(Date.parse(`${day}T${time}:00Z`) - chinaOffset);

const two = (n: number): string => String(n).padStart(2, "0");

/** Local time of day "HH:mm:ss" of an instant in milliseconds. */
export function clock(at: number | undefined): string {
  if (at === undefined) return "--:--:--";
  const d = new Date(at + chinaOffset);
  return `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}`;
}

/** Local day "2026-11-30" of an instant. */
export const localDay = (at: Timestamp): string => new Date((millis(at) ?? 0) + chinaOffset).toISOString().slice(0, 10);

/** Local time of day "HH:mm". */
export const clockMinutes = (at: number | undefined): string => clock(at).slice(0, 5);

/** The local hour of an instant while the local day `date` lasts; 24 afterwards, so that a whole day is in the past. */
export function hourOf(at: number | undefined, date: string): number {
  if (at === undefined) return 24;
  const local = new Date(at + chinaOffset).toISOString();
  return local.slice(0, 10) === date ? Number(local.slice(11, 13)) : 24;
}

const weekdays = ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"] as const;

/** "2026-11-23" → "11月23日 星期一"; what is no date comes back as it is. */
export function dayName(date: string): string {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!m) return date;
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return `${Number(m[2])}月${Number(m[3])}日 ${weekdays[day] ?? ""}`;
}

/** Seconds as "m:ss", from one hour on as "h:mm:ss". Never negative: clocks of two machines may differ a little. */
export function span(seconds: number): string {
  const s = Math.max(0, Math.floor(seconds));
  const h = Math.floor(s / 3600);
  const m = Math.floor((s % 3600) / 60);
  return h > 0 ? `${h}:${two(m)}:${two(s % 60)}` : `${m}:${two(s % 60)}`;
}

/** Whole seconds from an instant until `now` (milliseconds), never negative; undefined when either is not known. */
export function secondsSince(at: Timestamp | undefined, now: number | undefined): number | undefined {
  const since = millis(at);
  return since === undefined || now === undefined ? undefined : Math.max(0, Math.floor((now - since) / 1000));
}

/** How long something lies there, to the second: "4:12:33", from one day on "3天 04:12:33". */
export function ageClock(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  if (days === 0) return span(seconds);
  const rest = seconds % 86_400;
  return `${grouped(days)}天 ${two(Math.floor(rest / 3600))}:${two(Math.floor((rest % 3600) / 60))}:${two(Math.floor(rest % 60))}`;
}

/** The same for lists, in its two largest units: "12分", "5时12分", "3天4时", from 100 days on "128天". */
export function age(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days >= 100) return `${grouped(days)}天`;
  if (days > 0) return `${days}天${hours % 24}时`;
  return hours > 0 ? `${hours}时${minutes % 60}分` : `${minutes}分`;
}

/** Seconds as minutes with one digit: 504 → "8.4". */
export const minutes = (seconds: number): string => (seconds / 60).toFixed(1);

/** A share 0-1 as whole per cent without the sign. */
export const percent = (share: number): string => String(Math.round(share * 100));

/** A share 0-1 as per cent with one digit. */
export const percent1 = (share: number): string => (share * 100).toFixed(1);

export const whole = (n: number): string => String(n);
export const grouped = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ",");
/** A count, from a million on in 万 with one digit: 2,844,524 → "284.5万". */
export const countText = (n: number): string => (n < 1_000_000 ? grouped(n) : `${(n / 10_000).toFixed(1)}万`);

/** A count in a narrow column, from ten thousand on in 万 with three digits: 12,611 → "1.26万", 598,672 → "59.9万". */
export function narrowText(n: number): string {
  if (n < 10_000) return grouped(n);
  const wan = n / 10_000;
  return `${wan.toFixed(wan < 9.995 ? 2 : wan < 99.95 ? 1 : 0)}万`;
}

export const fixed2 = (n: number): string => n.toFixed(2);
