// A development aid, not part of the build: frames of an invented hall-day, from a fixed seed.
import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import {
  AlertLevel,
  AlertSchema,
  CountsSchema,
  HallDeltaSchema,
  HallThemeSchema,
  HourRowSchema,
  QueueRowSchema,
  WindowRowSchema,
  WindowStatus,
  ZoneRowSchema,
  type Counts,
  type HallTheme,
  type WindowRow,
} from "../src/gen/opscenter/v1/hall_pb";
import { FrameSchema, type Frame } from "../src/gen/opscenter/v1/screens_pb";
import type { OpenFrames } from "../src/live/feed";

export interface Invention {
  readonly windows: number;
  readonly zones: number;
  readonly stale: boolean;
  /** Seconds after which no frame comes any more. */
  readonly silentAfter: number;
  /** Frames a second. */
  readonly rate: number;
  /** In the evening: every window is closed, nobody waits. */
  readonly closed: boolean;
  /** Long names, great numbers, many alerts. */
  readonly long: boolean;
}

const zoneNames = ["个人业务服务区", "法人业务服务区", "跨域通办和公共资源交易综合服务区", "税务服务区", "不动产登记与住房公积金联合服务区", "工程建设项目审批服务区", "公安出入境服务区", "二十四小时自助服务区"];
const zoneCodes = ["GR", "FR", "KY", "SW", "BDC", "GC", "CRJ", "ZZ"];
const people = ["陈晓雯", "黄志强", "李美玲", "梁伟", "欧阳慧敏", "何丽", "张敏", "刘洋", "王芳", "赵磊", "周婷", "吴俊杰"];
const businesses = ["社保医保", "户政出入境", "不动产登记", "企业开办", "工程建设项目审批", "税务", "公积金", "人社就业", "民政事务与优待证", "市场准入许可"];
const day = Date.UTC(2026, 10, 23, -8);

export function inventedFrames(of: Invention): OpenFrames {
  let seed = 7;
  const random = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;
  let now = day + (15 * 60 + 12) * 60_000 + 7_000;
  const theme = firstTheme(of, random, now);
  let revision = 100n;
  const times = () => ({ epoch: "dev", revision, dataTime: timestampFromMs(now), hallTime: timestampFromMs(now + 800), stale: of.stale });

  return async function* (from, abort): AsyncGenerator<Frame> {
    if (from.epoch === "") yield create(FrameSchema, { ...times(), body: { case: "hall", value: theme } });
    const began = Date.now();
    while (!abort.aborted) {
      await new Promise((resolve) => setTimeout(resolve, 1000 / of.rate));
      if (Date.now() - began > of.silentAfter * 1000) {
        await new Promise((resolve) => setTimeout(resolve, 3_600_000));
      }
      now += 1000 / of.rate;
      revision++;
      const row = theme.windows[Math.floor(random() * theme.windows.length)];
      if (!row || !theme.total) continue;
      const next = step(row, random, now);
      theme.windows[theme.windows.indexOf(row)] = next;
      if (next.served > row.served) theme.total = create(CountsSchema, { ...theme.total, served: theme.total.served + 1 });
      yield create(FrameSchema, {
        ...times(),
        body: { case: "hallDelta", value: create(HallDeltaSchema, { total: theme.total, windows: [next] }) },
      });
    }
  };
}

function step(row: WindowRow, random: () => number, now: number): WindowRow {
  if (row.status === WindowStatus.CLOSED || random() < 0.9) return row;
  if (row.status === WindowStatus.SERVING)
    return create(WindowRowSchema, { ...row, status: WindowStatus.IDLE, ticket: "", served: row.served + 1, since: timestampFromMs(now) });
  return create(WindowRowSchema, {
    ...row,
    status: WindowStatus.SERVING,
    ticket: row.ticket || `${row.zone[0] ?? ""}${1000 + Math.floor(random() * 400)}`,
    since: timestampFromMs(now),
  });
}

function firstTheme(of: Invention, random: () => number, now: number): HallTheme {
  const zones = zoneCodes.slice(0, of.zones);
  const many = of.long ? 37 : 1;
  const windows = Array.from({ length: of.windows }, (_, i) => {
    const zone = zones[Math.min(zones.length - 1, Math.floor((i / of.windows) * zones.length))] ?? "GR";
    const r = random();
    const status = of.closed
      ? WindowStatus.CLOSED
      : r < 0.6
        ? WindowStatus.SERVING
        : r < 0.68
          ? WindowStatus.CALLING
          : r < 0.8
            ? WindowStatus.IDLE
            : r < 0.88
              ? WindowStatus.PAUSED
              : WindowStatus.CLOSED;
    const busy = status === WindowStatus.SERVING || status === WindowStatus.CALLING;
    const closed = status === WindowStatus.CLOSED;
    const utilisation = closed ? undefined : 0.35 + random() * 0.6;
    return create(WindowRowSchema, {
      code: `${of.long ? "综合" : ""}${zone === "GR" ? "A" : zone === "FR" ? "B" : "C"}${String(i + 1).padStart(2, "0")}`,
      name: `${i + 1} 号综合窗口`,
      zone,
      status,
      since: timestampFromMs(now - random() * 1_500_000),
      ticket: busy ? `${of.long ? "不动产" : ""}${zone === "GR" ? "G" : "F"}${1000 + Math.floor(random() * 400)}` : "",
      staff: closed ? "" : (people[i % people.length] ?? "") + (of.long ? "（轮岗见习）" : ""),
      served: closed && !of.closed ? 0 : (4 + Math.floor(random() * 30)) * many,
      waiting: closed ? 0 : Math.floor(random() * 9) * many,
      ...(utilisation === undefined
        ? {}
        : { utilisation, meanServiceSeconds: 300 + random() * 900, deviation: (utilisation - 0.65) / 0.17 }),
    });
  });
  const open = windows.filter((w) => w.status !== WindowStatus.CLOSED && w.status !== WindowStatus.PAUSED).length;
  const counts = (scale: number, ratings: number[]): Counts =>
    create(CountsSchema, {
      taken: Math.round(438 * scale * many),
      waiting: of.closed ? 0 : Math.round(37 * scale * many),
      called: of.closed ? 0 : 2,
      serving: of.closed ? 0 : Math.round(15 * scale),
      served: Math.round(372 * scale * many),
      abandoned: Math.round(14 * scale * many),
      meanWaitSeconds: (512 + 90 * scale) * (of.long ? 12 : 1),
      meanServiceSeconds: 684 - 60 * scale,
      abandonment: 0.0362 * (0.6 + 0.4 * scale),
      ratings,
      meanScore: 9.86 + 0.03 * scale,
      ...(of.closed
        ? {}
        : {
            oldestWaitingSince: timestampFromMs(now - (1421 - 400 * (1 - scale)) * 1000 * (of.long ? 8 : 1)),
            oldestWaitingTicket: of.long ? "不动产G1287" : "G1287",
          }),
      windowsOpen: Math.round(open * scale),
      utilisation: 0.71 + 0.05 * scale,
      imbalance: 0.27 + 0.1 * scale,
      appointments: 96,
    });
  const hours = [8, 9, 10, 11, 12, 13, 14, 15, 16, 17];
  const taken = [22, 71, 84, 58, 12, 9, 88, 62, 0, 0];
  const served = [9, 58, 75, 66, 21, 6, 70, 67, 0, 0];
  const usual = [25, 64, 78, 55, 10, 8, 72, 68, 49, 14];
  return create(HallThemeSchema, {
    district: "440203",
    hall: "H1",
    name: of.long ? "武江区政务服务中心暨公共资源交易和公共法律服务综合大厅" : "武江区政务服务大厅",
    date: "2026-11-23",
    total: counts(1, [1, 2, 6, 31, 247]),
    zones: zones.map((code, i) =>
      create(ZoneRowSchema, { code, name: zoneNames[i] ?? code, counts: counts(i === 0 ? 0.64 : 0.36, [0, 1, 3, 12, 120]) }),
    ),
    queues: businesses.map((name, i) =>
      create(QueueRowSchema, { code: `Q${i}`, name, zone: zones[i % zones.length] ?? "", counts: counts(0.3 / (i + 1), [0, 0, 1, 3, 30]) }),
    ),
    windows,
    hours: hours.map((hour, i) =>
      create(HourRowSchema, {
        hour,
        taken: taken[i] ?? 0,
        served: served[i] ?? 0,
        usualTaken: usual[i] ?? 0,
        usualServed: (usual[i] ?? 0) * 0.93,
      }),
    ),
    alerts: of.closed
      ? []
      : [
          ...(of.long
            ? Array.from({ length: 9 }, (_, i) =>
                create(AlertSchema, {
                  key: `long/${i}`,
                  level: i < 2 ? AlertLevel.CRITICAL : AlertLevel.WARNING,
                  message: `${zoneNames[4] ?? ""}第 ${i + 1} 组窗口最长等候已超过 30 分钟，每窗等候超过 10 人，建议由大厅值班长协调跨窗支援`,
                  zone: "BDC",
                  since: timestampFromMs(now - 321_000),
                }),
              )
            : []),
          create(AlertSchema, {
            key: "wait/GR",
            level: AlertLevel.WARNING,
            message: "个人业务服务区最长等候已超过 20 分钟",
            zone: "GR",
            since: timestampFromMs(now - 221_000),
          }),
          create(AlertSchema, {
            key: "queue/Q0",
            level: AlertLevel.NOTICE,
            message: "社保医保每窗等候超过 10 人，建议跨窗支援",
            zone: "GR",
            subject: "Q0",
            since: timestampFromMs(now - 521_000),
          }),
          create(AlertSchema, {
            key: "imbalance/FR",
            level: AlertLevel.NOTICE,
            message: "法人业务服务区：忙闲不均系数超过 0.5",
            zone: "FR",
          }),
        ],
    quarantined: of.long ? 12_345n : 3n,
    usualDays: 20,
    opensAt: timestampFromMs(day + 8.5 * 3_600_000),
    closesAt: timestampFromMs(day + 17.5 * 3_600_000),
  });
}
