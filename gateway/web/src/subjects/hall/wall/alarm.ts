import { AlertLevel, type Alert } from "../../../gen/opscenter/v1/hall_pb";
import { emsOf } from "../../../wall/ems";
import type { HallDay } from "./hall";

/** Class names by level; also the words for it. */
export const levels: Record<AlertLevel, { readonly key: string; readonly label: string; readonly shape: string }> = {
  [AlertLevel.ALERT_LEVEL_UNSPECIFIED]: { key: "notice", label: "提示", shape: "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12z" },
  [AlertLevel.NOTICE]: { key: "notice", label: "提示", shape: "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12z" },
  [AlertLevel.WARNING]: { key: "warning", label: "预警", shape: "M8 .8L15.2 8L8 15.2L.8 8z" },
  [AlertLevel.CRITICAL]: { key: "critical", label: "告警", shape: "M8 1L15.6 14.5H.4z" },
};

/** The worst first, of one level the longest lasting first. */
export function inOrder(alerts: readonly Alert[]): Alert[] {
  return [...alerts].sort(
    (a, b) => b.level - a.level || Number((a.since?.seconds ?? 0n) - (b.since?.seconds ?? 0n)) || a.key.localeCompare(b.key),
  );
}

/** What an alert takes beside its words, in em: shape, level, since when, and the room between. */
const besideWords = 9.5;

/** Alerts page by page, in their order, as many to a page as `room` (em) holds with whole sentences; one that is longer stands alone. */
export function pagesOf<A extends { readonly message: string }>(alerts: readonly A[], room: number): readonly (readonly A[])[] {
  const pages: A[][] = [];
  let left = 0;
  for (const alert of alerts) {
    const needs = besideWords + emsOf(alert.message);
    const page = pages.at(-1);
    if (page && needs <= left) page.push(alert);
    else {
      pages.push([alert]);
      left = room;
    }
    left -= needs;
  }
  return pages;
}

/** Whether the server warns of uneven work in a zone. Only then do the windows that deviate show in the colour of warnings. */
export function warnsOfImbalance(day: HallDay | undefined, zone: string | undefined): boolean {
  return day?.alerts.some((alert) => alert.key === `imbalance/${zone}`) ?? false;
}

/** "warning" or "critical" when the server warns of long waits (in the zone, or anywhere), else "". The thresholds are its. */
export function worstWait(day: HallDay | undefined, zone?: string): string {
  let worst = AlertLevel.ALERT_LEVEL_UNSPECIFIED;
  for (const alert of day?.alerts ?? []) {
    if (alert.key.startsWith("wait/") && (zone === undefined || alert.zone === zone) && alert.level > worst) worst = alert.level;
  }
  return worst >= AlertLevel.WARNING ? levels[worst].key : "";
}
