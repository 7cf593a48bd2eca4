import { DayWork, type CalendarDayInfo, type CalendarInfo } from "../../gen/opscenter/v1/calendar_pb";

/** How a day looks: worked as usual, a weekend, a day off that a decree gives, a weekend that is worked for it (调休), half a day. */
export type DayKind = "work" | "weekend" | "holiday" | "makeup" | "half";

export interface YearDay {
  /** yyyy-MM-dd */
  readonly date: string;
  readonly day: number;
  readonly kind: DayKind;
  /** Why it differs; empty: it does not, or nothing is said. */
  readonly name: string;
  readonly isToday: boolean;
}

export interface YearMonth {
  readonly month: number;
  /** Empty fields before the first day, in weeks from Monday. */
  readonly before: number;
  readonly days: readonly YearDay[];
  /** Half days count half. */
  readonly working: number;
}

/** The twelve months of a year. */
export function monthsOf(info: Pick<CalendarInfo, "year" | "days" | "today">): YearMonth[] {
  const special = new Map(info.days.map((day) => [day.date, day]));
  return Array.from({ length: 12 }, (_, month) => {
    const first = new Date(Date.UTC(info.year, month, 1));
    const count = new Date(Date.UTC(info.year, month + 1, 0)).getUTCDate();
    const days = Array.from({ length: count }, (_, i): YearDay => {
      const at = new Date(Date.UTC(info.year, month, i + 1));
      const date = at.toISOString().slice(0, 10);
      const found = special.get(date);
      return { date, day: i + 1, kind: kindOf(at.getUTCDay() % 6 === 0, found), name: found?.name ?? "", isToday: date === info.today };
    });
    return {
      month: month + 1, before: (first.getUTCDay() + 6) % 7, days,
      working: days.reduce((sum, { kind }) => sum + (kind === "work" || kind === "makeup" ? 1 : kind === "half" ? 0.5 : 0), 0),
    };
  });
}

function kindOf(isWeekend: boolean, found: Pick<CalendarDayInfo, "work" | "name"> | undefined): DayKind {
  switch (found?.work) {
    case undefined:
      return isWeekend ? "weekend" : "work";
    case DayWork.MORNING_ONLY:
    case DayWork.AFTERNOON_ONLY:
      return "half";
    case DayWork.REST_DAY:
      return isWeekend && found.name === "" ? "weekend" : "holiday";
    default:
      return isWeekend ? "makeup" : "work";
  }
}

/** A holiday's run of days, "春节 2月15日–2月23日", with the weekends that are worked for it. */
export interface Holiday {
  readonly name: string;
  readonly days: string[];
  readonly makeup: string[];
}

/** The holidays of a year in order; those of the same name are one. */
export function holidaysOf(months: readonly YearMonth[]): Holiday[] {
  const found = new Map<string, { days: string[]; makeup: string[] }>();
  for (const { date, kind, name } of months.flatMap(({ days }) => days)) {
    if (name === "") continue;
    const holiday = found.get(name) ?? { days: [], makeup: [] };
    found.set(name, holiday);
    if (kind === "holiday" || kind === "half") holiday.days.push(date);
    if (kind === "makeup") holiday.makeup.push(date);
  }
  const first = ({ days, makeup }: { days: string[]; makeup: string[] }): string => days[0] ?? makeup[0] ?? "";
  return [...found].map(([name, { days, makeup }]) => ({ name, days, makeup })).sort((a, b) => first(a).localeCompare(first(b)));
}

/** "2月15日". */
export const shortDay = (date: string): string => `${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`;

/** Days as spans: 2月15日–23日、2月28日. */
export function spansOf(days: readonly string[]): string {
  const spans: { first: string; last: string }[] = [];
  for (const day of [...days].sort()) {
    const before = spans.at(-1);
    if (before && Date.parse(day) - Date.parse(before.last) === 86_400_000) before.last = day;
    else spans.push({ first: day, last: day });
  }
  return spans
    .map(({ first, last }) =>
      first === last
        ? shortDay(first)
        : `${shortDay(first)}–${first.slice(0, 7) === last.slice(0, 7) ? `${Number(last.slice(8, 10))}日` : shortDay(last)}`,
    )
    .join("、");
}
