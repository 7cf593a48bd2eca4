import type { Timestamp } from "@bufbuild/protobuf/wkt";
import { chinaOffset, clockMinutes, millis } from "../../../shell/time";

/** When an office day ends, and with it what is due on it. */
export const dayEnd = "17:30";

/** "11月27日 17:30" of an instant; empty when there is none. */
export function dayTime(at: Timestamp | undefined): string {
  const time = millis(at);
  if (time === undefined) return "";
  const local = new Date(time + chinaOffset);
  return `${local.getUTCMonth() + 1}月${local.getUTCDate()}日 ${clockMinutes(time)}`;
}

/** How long until an instant, for people: "还剩 3 天", "还剩 5 小时", "今天截止", "已逾期 2 天". */
export function untilText(at: Timestamp | undefined, now: number): string {
  const time = millis(at);
  if (time === undefined) return "";
  const hours = Math.abs(time - now) / 3_600_000;
  const long =
    hours >= 24 ? `${Math.floor(hours / 24)} 天` : hours >= 1 ? `${Math.floor(hours)} 小时` : `${Math.max(1, Math.floor(hours * 60))} 分钟`;
  return time >= now ? `还剩 ${long}` : `已逾期 ${long}`;
}
