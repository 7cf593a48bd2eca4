import type { Timestamp } from "@bufbuild/protobuf/wkt";
import type { OrderDeadline } from "../../../gen/opscenter/v1/hotline_pb";
import { age, chinaOffset, millis, secondsSince } from "../../../shell/time";

const day = 24 * 3_600_000;

const local = (at: number): string => new Date(at + chinaOffset).toISOString();
const dayOf = (at: number): number => Math.floor((at + chinaOffset) / day);

/** Local date of an instant, "2026-11-24". */
export const dateOf = (at: number): string => local(at).slice(0, 10);

/** The instant at which a local date begins; undefined for what is no date. */
export function startOf(date: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  const at = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date ? undefined : at - chinaOffset;
}

/** "2026-11-24 09:12"; empty for an absent instant. */
export function fullMoment(of: Timestamp | undefined): string {
  const at = millis(of);
  return at === undefined ? "" : local(at).slice(0, 16).replace("T", " ");
}

/** The same, as short as it stays clear today: "今天 09:12", "昨天 17:40", "11-03 08:15", "2025-11-03". */
export function shortMoment(of: Timestamp | undefined, now: number): string {
  const at = millis(of);
  if (at === undefined) return "";
  const away = dayOf(at) - dayOf(now);
  const near = away === 0 ? "今天" : away === 1 ? "明天" : away === -1 ? "昨天" : undefined;
  if (near) return `${near} ${local(at).slice(11, 16)}`;
  return local(at).slice(0, 4) === local(now).slice(0, 4) ? local(at).slice(5, 16).replace("T", " ") : dateOf(at);
}

/** A deadline in a list: how long it has passed, else when it is. */
export function dueText(due: Timestamp | undefined, now: number): string {
  const at = millis(due);
  if (at === undefined) return "";
  return at <= now ? `超 ${age(secondsSince(due, now) ?? 0)}` : shortMoment(due, now);
}

/** A number of working days without needless digits. */
export const days = (count: number): string => String(Math.round(count * 10) / 10);

/** What is left of a limit: of one in working days by the calendar, of one in hours by the clock. */
export function leftText(of: OrderDeadline, now: number): string {
  const due = millis(of.dueAt);
  if (due === undefined) return "";
  const over = due <= now;
  if (isInHours(of.rule)) return over ? `已超 ${age((now - due) / 1000)}` : `还剩 ${age((due - now) / 1000)}`;
  const count = Math.abs(of.workingDaysLeft);
  if (count < 0.05) return over ? "刚刚到期" : "即将到期";
  return `${over ? "已超" : "还剩"} ${days(count)} 个工作日`;
}

/** How much of a limit is used up, 0-1. */
export function usedShare(of: OrderDeadline, now: number): number {
  const [from, to] = [millis(of.startedAt), millis(of.dueAt)];
  if (from === undefined || to === undefined || to <= from) return 1;
  return Math.min(1, Math.max(0, (now - from) / (to - from)));
}

const rulePattern = /^(\d+(?:\.\d+)?)(wd|h)(?:\s+(\d{4}-\d{2}-\d{2}))?$/;

const isInHours = (rule: string): boolean => rulePattern.exec(rule)?.[2] === "h";

/** "10wd 2026-01-01" → "10 个工作日，2026-01-01 起的规定"; what reads otherwise stays as it is. */
export function ruleText(rule: string): string {
  const m = rulePattern.exec(rule);
  if (!m) return rule;
  const limit = m[2] === "h" ? `${m[1]} 小时` : `${m[1]} 个工作日`;
  return m[3] ? `${limit}，${m[3]} 起的规定` : limit;
}
