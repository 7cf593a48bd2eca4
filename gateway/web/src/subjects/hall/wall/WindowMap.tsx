import { useComputed, type ReadonlySignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { WindowRow } from "../../../gen/opscenter/v1/hall_pb";
import { warnsOfImbalance } from "./alarm";
import type { HallDay, HallFeed } from "./hall";
import { StateBar } from "./StateBar";
import { deviates, lookOf } from "./states";
import { planPages, tileDetail } from "./tiles";
import { millis, minutes, percent, whole } from "../../../shell/time";
import { emsOf } from "../../../wall/ems";
import { Page } from "../../../wall/Page";
import { usePages } from "../../../wall/usePages";
import { useSize } from "../../../wall/useSize";
import { Value } from "../../../wall/Value";

const pageTime = 12_000;

/** Between two tiles, in units. */
const gap = 8;

interface ZoneWindows {
  readonly code: string;
  readonly windows: readonly string[];
}

/** Windows by zone, in the order of the definition; a zone without windows has no place on the map. */
function zonesOf(day: HallDay | undefined): ZoneWindows[] {
  if (!day) return [];
  const by = new Map<string, string[]>([...day.zones.keys()].map((code) => [code, []]));
  for (const row of day.windows.values()) {
    const list = by.get(row.zone);
    if (list) list.push(row.code);
    else by.set(row.zone, [row.code]);
  }
  return [...by].map(([code, windows]) => ({ code, windows })).filter((zone) => zone.windows.length > 0);
}

/** A tile for each window, grouped by zone, as large as the room allows; where there are so many that nothing could be read, by turns. */
export function WindowMap({ feed }: { feed: HallFeed }) {
  const { box, size } = useSize<HTMLElement>();

  // Which windows there are changes rarely, their rows ten times a second: only the former lays the map out again.
  const shape = useComputed(() => JSON.stringify(zonesOf(feed.standing.value.theme)));
  const zones = useComputed(() => JSON.parse(shape.value) as ZoneWindows[]);
  const ems = useComputed(() => Math.max(0, ...zones.value.flatMap((zone) => zone.windows.map(emsOf))));
  const plans = useComputed(() => {
    const { width, height, unit } = size.value;
    return planPages(
      zones.value.map((zone) => zone.windows.length),
      {
        width,
        height,
        heading: 38 * unit,
        gap: gap * unit,
        zoneGap: 12 * unit,
        zoneGapBeside: 24 * unit,
        zoneWidth: 420 * unit,
        maxWidth: 260 * unit,
        maxHeight: 196 * unit,
      },
      unit,
      ems.value,
    );
  });
  const { width, unit } = size.value;
  const pages = plans.value.length;
  const page = usePages(pages, pageTime);
  const shown = plans.value[page];
  const p = shown?.plan ?? { sideBySide: false, columns: [], rows: [], width: 0, height: 0 };
  const detail = tileDetail(p.width / unit, p.height / unit);
  const windows = zones.value.reduce((sum, zone) => sum + zone.windows.length, 0);
  return (
    <section
      ref={box}
      class={`map ${p.sideBySide ? "map-wide" : ""} tiles-${detail} ${ems.value > 2.6 ? "long-codes" : ""}`}
      style={{ "--tile-width": `${Math.floor(p.width)}px`, "--tile-height": `${Math.floor(p.height)}px` }}
      aria-label="窗口"
    >
      {width > 0 && zones.value.map((zone, i) => {
        const at = shown?.parts.findIndex((part) => part.zone === i) ?? -1;
        const part = shown?.parts[at];
        const columns = p.columns[at] ?? 1;
        return (
          <Zone
            key={zone.code}
            feed={feed}
            zone={zone}
            columns={columns}
            width={p.sideBySide ? columns * Math.floor(p.width) + (columns - 1) * gap * unit : undefined}
            narrow={p.sideBySide && p.width * columns < 640 * unit}
            from={part?.from ?? 0}
            to={part ? part.from + part.count : 0}
            hidden={part === undefined}
          >
            {at === 0 && (p.sideBySide ? <Page page={page} pages={pages} /> : <Page page={page} pages={pages} count={windows} />)}
          </Zone>
        );
      })}
      {zones.value.length === 0 && <p class="calm-word">还没有窗口</p>}
    </section>
  );
}

function Zone({ feed, zone, columns, width, narrow, from, to, hidden, children }: {
  feed: HallFeed;
  zone: ZoneWindows;
  columns: number;
  /** Of zones beside each other, in pixels: as wide as their tiles. */
  width: number | undefined;
  narrow: boolean;
  /** The windows that have their turn: those from here, and up to there. */
  from: number;
  to: number;
  hidden: boolean;
  children: ComponentChildren;
}) {
  const name = useComputed(() => feed.standing.value.theme?.zones.get(zone.code)?.name || zone.code);
  const rows = (): WindowRow[] => {
    const all = feed.standing.value.theme?.windows;
    return zone.windows.flatMap((code) => all?.get(code) ?? []);
  };
  return (
    <div class="map-zone" hidden={hidden} style={width === undefined ? undefined : { width: `${width}px` }}>
      <h3>
        <span class="ellipsis" title={name}>{name}</span>{children}
        <StateBar metric={`zone.${zone.code}`} windows={rows} words={!narrow} />
      </h3>
      <div class="tiles" style={{ gridTemplateColumns: `repeat(${columns}, var(--tile-width))` }}>
        {zone.windows.map((code, i) => <Tile key={code} feed={feed} code={code} hidden={i < from || i >= to} />)}
      </div>
    </div>
  );
}

function Tile({ feed, code, hidden }: { feed: HallFeed; code: string; hidden: boolean }) {
  const row = useComputed(() => feed.standing.value.theme?.windows.get(code));
  const look = useComputed(() => lookOf(row.value?.status));
  const off = useComputed(() => {
    const d = row.value?.deviation;
    return d === undefined || Math.abs(d) < deviates ? 0 : Math.sign(d);
  });
  const of = (pick: (row: WindowRow) => number | undefined) => () => (row.value ? pick(row.value) : undefined);
  const m = (key: string): string => `window.${code}.${key}`;
  const alarming = useComputed(() => off.value !== 0 && warnsOfImbalance(feed.standing.value.theme, row.value?.zone));
  const cls = useComputed(() => `tile s-${look.value.key}${off.value ? " off" : ""}${alarming.value ? " alarming" : ""}`);
  const label = useComputed(() => look.value.label);
  const key = useComputed(() => look.value.key);
  const shape = useComputed(() => look.value.shape);
  const ticket = useComputed(() => row.value?.ticket ?? "");
  const staff = useComputed(() => row.value?.staff ?? "");
  const name = useComputed(() => row.value?.name || code);
  const mark = useComputed(() => (off.value > 0 ? "偏忙" : off.value < 0 ? "偏闲" : ""));
  const deviation = useComputed(() => row.value?.deviation ?? "");
  const waiting = useComputed(() => ((row.value?.waiting ?? 0) > 0 ? "tile-waiting" : "tile-waiting none"));
  const served = useComputed(() => ((row.value?.served ?? 0) > 0 ? "tile-served" : "tile-served none"));
  const counts = useComputed(() => ((row.value?.waiting ?? 0) > 99 || (row.value?.served ?? 0) > 99 ? "tile-counts great" : "tile-counts"));
  const bar = useComputed(() => `transform:scaleX(${(row.value?.utilisation ?? 0).toFixed(3)})`);
  const since = useComputed(() => sinceMinutes(row.value, feed.sourceNow));
  return (
    <div class={cls} title={name} hidden={hidden}>
      <div class="tile-head">
        <span class="tile-code ellipsis">{code}</span>
        <span class="tile-state" data-metric={m("status")} data-value={key} data-def="windows_by_state">
          <svg class="shape" viewBox="0 0 16 16" aria-hidden="true">
            <path d={shape} fill="currentColor" fill-rule="evenodd" />
          </svg>
          <span class="tile-word">{label}</span>
        </span>
      </div>
      <div class="tile-ticket">
        <b class="ellipsis" data-metric={m("ticket")} data-value={ticket}>
          {ticket}
        </b>
        <span class="tile-since">{since}</span>
      </div>
      <div class="tile-staff">
        <span class="ellipsis" data-metric={m("staff")} data-value={staff}>
          {staff}
        </span>
        <span class="tile-mark" data-metric={m("deviation")} data-value={deviation} data-def="deviation">
          {mark}
        </span>
      </div>
      <div class={counts}>
        <span class={waiting}>
          <span class="tile-label">等</span>
          <Value metric={m("waiting")} def="window_waiting" of={of((r) => r.waiting)} show={whole} />
        </span>
        <span class={served}>
          <span class="tile-label">办</span>
          <Value metric={m("served")} def="window_served" of={of((r) => r.served)} show={whole} />
        </span>
        <Value
          class="tile-percent"
          metric={m("utilisation")}
          def="window_utilisation"
          of={of((r) => r.utilisation)}
          show={percent}
          unit="%"
        />
      </div>
      <div class="bar">
        <div class="bar-fill" style={bar} />
      </div>
      <span class="unseen">
        <Value metric={m("mean_service_seconds")} def="mean_service" of={of((r) => r.meanServiceSeconds)} show={minutes} />
      </span>
    </div>
  );
}

function sinceMinutes(row: WindowRow | undefined, now: ReadonlySignal<number | undefined>): string {
  const since = millis(row?.since);
  if (since === undefined || now.value === undefined || lookOf(row?.status).key === "closed") return "";
  return `${Math.max(0, Math.floor((now.value - since) / 60_000))}分`;
}
