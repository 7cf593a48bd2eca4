import type { PrecedentInfo } from "../../../../gen/opscenter/v1/hotline_pb";
import { millis } from "../../../../shell/time";

/** The precedents that contain a text: those in force first, then by topic, the newest version of each first. Pure. */
export function arranged(list: readonly PrecedentInfo[], text: string): readonly PrecedentInfo[] {
  const wanted = text.trim().toLowerCase();
  const has = (precedent: PrecedentInfo): boolean =>
    [
      precedent.topic,
      precedent.placeKind,
      precedent.departmentName,
      precedent.department,
      precedent.clauseText,
      precedent.reason,
      precedent.order,
    ].some((part) => part.toLowerCase().includes(wanted));
  return list.filter(has).sort((a, b) =>
    Number(a.revoked) - Number(b.revoked) || a.topic.localeCompare(b.topic, "zh") || a.placeKind.localeCompare(b.placeKind, "zh")
    || b.version - a.version || (millis(b.ruledAt) ?? 0) - (millis(a.ruledAt) ?? 0));
}
