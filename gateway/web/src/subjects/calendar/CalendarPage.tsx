import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { HistoryEvent } from "../../gen/opscenter/v1/admin_pb";
import type { CalendarInfo, CalendarYearInfo } from "../../gen/opscenter/v1/calendar_pb";
import { SaidLine } from "../../shell/Said";
import { useDoing } from "../../shell/useDoing";
import { calendars } from "./rpc";
import { download } from "../../shell/download";
import { changesOf } from "../../shell/changes";
import { hasRole } from "../../shell/session";
import { SettingsNav } from "../../shell/SettingsNav";
import { Shell } from "../../shell/Shell";
import { Upload } from "../../shell/Upload";
import { useAsked } from "../../shell/useAsked";
import { calendarHanding } from "./handing";
import { holidaysOf, monthsOf, shortDay, spansOf, type DayKind, type YearMonth } from "./year";
import "../../shell/lists.css";
import "./calendar.css";

const firstYear = 2000;
const lastYear = 2099;
const weekdays = ["一", "二", "三", "四", "五", "六", "日"] as const;
const kinds: readonly DayKind[] = ["work", "weekend", "holiday", "makeup", "half"];
const kindNames: Record<DayKind, string> = { work: "工作日", weekend: "周末", holiday: "放假", makeup: "调休上班", half: "上班半天" };

/** 工作日历: which days are worked, a picture of the year; and the decree that changes it. */
export function CalendarPage({ district }: { district: string }) {
  const wanted = useSignal(0);
  const asked = useAsked(() => calendars.getCalendar({ district, year: wanted.value }), [district, wanted.value]);
  const decreed = useAsked(() => changesOf(`${district}/calendar/main`, "calendar.decreed", yearOf), [district]);
  const { said, busy, doing } = useDoing();
  const info = asked.value.value;
  useEffect(() => { document.title = "工作日历"; }, []);
  const take = (year: number) => doing(async () => {
    const file = await calendars.getCalendarFile({ district, year });
    download(file.fileName, file.content);
    return "";
  });
  const known = info?.years.find(({ year }) => year === info.year);
  const months = info ? monthsOf(info) : [];
  return (
    <Shell>
      <SettingsNav />
      <div class="page-top">
        <h1>工作日历</h1>
        {info && <YearChooser info={info} onChoose={(year) => (wanted.value = year)} />}
      </div>
      {asked.failure.value && <p class="failure" role="alert">{asked.failure}</p>}
      {info && (
        <>
          <p class="lead">
            {info.year} 年 <b class="calendar-count">{info.workingDays}</b> 个工作日 · {" "}
            {known ? originOf(known, decreed.value.value?.get(String(info.year)) ?? "") : "这一年的放假安排还没有登记，暂按周一至周五计算"}
            {known?.papers.map((paper, i) => <Paper key={paper} paper={paper} label={known.papers.length > 1 ? `通知 ${i + 1}` : "通知"} />)}
          </p>
          <Legend months={months} />
          <div class="cal-year" data-year={info.year}>{months.map((month) => <Month key={month.month} of={month} />)}</div>
          <Holidays months={months} />
        </>
      )}
      <SaidLine said={said.value} />
      {hasRole("operator") && info && (
        <section>
          <h2>登记一年的放假安排</h2>
          <Upload {...calendarHanding(district)} onApplied={() => { void asked.again(); void decreed.again(); }}
            tools={<DecreeTools info={info} busy={busy.value} onTake={(year) => void take(year)} />} />
        </section>
      )}
    </Shell>
  );
}

function YearChooser({ info, onChoose }: { info: CalendarInfo; onChoose: (year: number) => void }) {
  return (
    <div class="page-tools cal-year-chooser" role="group" aria-label="年份">
      <button
        type="button"
        class="button small"
        aria-label="上一年"
        disabled={info.year <= firstYear}
        onClick={() => onChoose(info.year - 1)}
      >
        ‹
      </button>
      <b data-year-shown={info.year}>{info.year}</b>
      <button
        type="button"
        class="button small"
        aria-label="下一年"
        disabled={info.year >= lastYear}
        onClick={() => onChoose(info.year + 1)}
      >
        ›
      </button>
    </div>
  );
}

/** Of a decree in the hotline's history. */
const yearOf = (event: HistoryEvent): string => String((event.payload as { year?: { year?: number } } | undefined)?.year?.year ?? "");

const originOf = (known: CalendarYearInfo, decreed: string): string => (known.builtIn ? "随产品提供" : decreed === "" ? "已登记" : `${decreed} 登记`);

function Paper({ paper, label }: { paper: string; label: string }) {
  return <> · {/^https?:\/\//.test(paper) ? <a href={paper} target="_blank" rel="noreferrer noopener">{label}</a> : paper}</>;
}

function Legend({ months }: { months: readonly YearMonth[] }) {
  const there = new Set(months.flatMap(({ days }) => days.map(({ kind }) => kind)));
  return (
    <ul class="calendar-legend" aria-label="图例">
      {kinds.filter((kind) => there.has(kind)).map((kind) => <li key={kind}><i class={`cal-day ${kind}`} />{kindNames[kind]}</li>)}
    </ul>
  );
}

function Month({ of: { month, before, days, working } }: { of: YearMonth }) {
  return (
    <section class="card cal-month" aria-label={`${month} 月，${working} 个工作日`} data-month={month}>
      <header>
        <h2>{month} 月</h2>
        <small>{working} 个工作日</small>
      </header>
      <div class="cal-month-days">
        {weekdays.map((weekday) => (
          <span key={weekday} class="cal-weekday" aria-hidden="true">
            {weekday}
          </span>
        ))}
        {days.map(({ date, day, kind, name, isToday }, i) => (
          <span
            key={date}
            class={`cal-day ${kind} ${isToday ? "today" : ""}`}
            data-date={date}
            data-kind={kind}
            style={i === 0 ? { gridColumnStart: before + 1 } : undefined}
            title={`${shortDay(date)} ${name ? `${name}，` : ""}${kindNames[kind]}`}
          >
            {day}
            {kind === "makeup" && <em>班</em>}
            {kind === "holiday" && <em>休</em>}
          </span>
        ))}
      </div>
    </section>
  );
}

/** The same in words: what people look up. */
function Holidays({ months }: { months: readonly YearMonth[] }) {
  const holidays = holidaysOf(months);
  if (holidays.length === 0) return null;
  return (
    <div class="table-box tall cal-holidays">
      <table class="rows">
        <thead>
          <tr>
            <th>节日</th>
            <th>放假</th>
            <th class="number">天数</th>
            <th>调休上班</th>
          </tr>
        </thead>
        <tbody>
          {holidays.map(({ name, days, makeup }) => (
            <tr key={name}>
              <td>{name}</td>
              <td>{spansOf(days) || "—"}</td>
              <td class="number">{days.length}</td>
              <td>{spansOf(makeup) || "—"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Files to begin with: the year that is shown as it is, and the next that is not known with what the law says of it. */
function DecreeTools({ info, busy, onTake }: { info: CalendarInfo; busy: boolean; onTake: (year: number) => void }) {
  const isKnown = (year: number): boolean => info.years.some((known) => known.year === year);
  let next = Number(info.today.slice(0, 4));
  while (isKnown(next) && next < lastYear) next++;
  return (
    <>
      {next < lastYear && (
        <button type="button" class="as-link" data-template={next} disabled={busy} onClick={() => onTake(next)}>
          {next} 年模板（已填法定节假日）
        </button>
      )}
      {isKnown(info.year) && (
        <button type="button" class="as-link" data-download={info.year} disabled={busy} onClick={() => onTake(info.year)}>
          {info.year} 年现行文件
        </button>
      )}
    </>
  );
}
