import type { Alert, Counts, HallDelta, HallTheme, HourRow, QueueRow, WindowRow, ZoneRow } from "../../../gen/opscenter/v1/hall_pb";
import type { Feed } from "../../../live/feed";
import type { Fold } from "../../../live/standing";
import { millis } from "../../../shell/time";

/** Rows by their key, in the order of the snapshot. A row that did not change keeps its identity. */
export type Rows<K, Row> = ReadonlyMap<K, Row>;

/** A day of a hall as the frames up to now tell it. */
export interface HallDay {
  readonly district: string;
  readonly hall: string;
  readonly name: string;
  /** Local date, "2026-11-23". */
  readonly date: string;
  readonly opensAt: number | undefined;
  readonly closesAt: number | undefined;
  /** How many days the usual day is the mean of; 0: none yet. */
  readonly usualDays: number;
  readonly total: Counts | undefined;
  readonly zones: Rows<string, ZoneRow>;
  readonly queues: Rows<string, QueueRow>;
  readonly windows: Rows<string, WindowRow>;
  readonly hours: Rows<number, HourRow>;
  readonly alerts: readonly Alert[];
  readonly quarantined: number;
}

/** What the hall's wall reads. */
export type HallFeed = Feed<HallDay>;

export const foldHall: Fold<HallDay> = (body) => {
  switch (body.case) {
    case "hall": return { whole: fromSnapshot(body.value) };
    case "hallDelta": {
      const delta = body.value;
      return { change: (day) => withDelta(day, delta) };
    }
    default: return undefined;
  }
};

function fromSnapshot(theme: HallTheme): HallDay {
  return {
    district: theme.district,
    hall: theme.hall,
    name: theme.name,
    date: theme.date,
    opensAt: millis(theme.opensAt),
    closesAt: millis(theme.closesAt),
    usualDays: theme.usualDays,
    total: theme.total,
    zones: new Map(theme.zones.map((row) => [row.code, row])),
    queues: new Map(theme.queues.map((row) => [row.code, row])),
    windows: new Map(theme.windows.map((row) => [row.code, row])),
    hours: new Map(theme.hours.map((row) => [row.hour, row])),
    alerts: theme.alerts,
    quarantined: Number(theme.quarantined),
  };
}

function withDelta(day: HallDay, delta: HallDelta): HallDay {
  const hours = replaced(day.hours, delta.hours, (row) => row.hour);
  return {
    ...day,
    total: delta.total ?? day.total,
    zones: replaced(day.zones, delta.zones, (row) => row.code),
    queues: replaced(day.queues, delta.queues, (row) => row.code),
    windows: replaced(day.windows, delta.windows, (row) => row.code),
    // A ticket outside opening hours adds an hour: the hours stay in order.
    hours: hours.size === day.hours.size ? hours : new Map([...hours].sort(([a], [b]) => a - b)),
    alerts: delta.alertsChanged ? delta.alerts : day.alerts,
    quarantined: delta.quarantined === undefined ? day.quarantined : Number(delta.quarantined),
  };
}

function replaced<K, Row>(rows: Rows<K, Row>, changed: readonly Row[], key: (row: Row) => K): Rows<K, Row> {
  if (changed.length === 0) return rows;
  const next = new Map(rows);
  for (const row of changed) next.set(key(row), row);
  return next;
}
