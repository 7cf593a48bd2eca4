// A development aid, not part of the build: frames of a composed 12345 hotline, from a fixed seed. Nothing in it is real.
import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import {
  ClockMark,
  HotlineCountsSchema,
  HotlineDaySchema,
  HotlineDeltaSchema,
  HotlineHourSchema,
  HotlineMonthSchema,
  HotlineRatesSchema,
  HotlineSliceSchema,
  HotlineThemeSchema,
  HotTopicSchema,
  OrderStage,
  WallOrderSchema,
  type HotlineRates,
  type HotlineTheme,
} from "../src/gen/opscenter/v1/hotline_pb";
import { FrameSchema, type Frame } from "../src/gen/opscenter/v1/screens_pb";
import type { OpenFrames } from "../src/live/feed";

/** usual; calm: everything is claimed; empty: described, no order yet; huge: a province's numbers; long: long names. */
export type HotlineCase = "usual" | "calm" | "empty" | "huge" | "long";

export interface HotlineInvention {
  readonly of: HotlineCase;
  readonly stale: boolean;
  /** Seconds after which no frame comes any more. */
  readonly silentAfter: number;
}

const day = 86_400_000;
const start = Date.UTC(2026, 10, 23, -8) + (15 * 60 + 12) * 60_000 + 7_000;

const towns = [
  ["440203001", "新华街道"],
  ["440203002", "惠民街道"],
  ["440203100", "西联镇"],
  ["440203101", "西河镇"],
  ["440203102", "龙归镇"],
  ["440203103", "江湾镇"],
  ["440203104", "重阳镇"],
] as const;
const departments = [
  ["ZJJ", "区住房和城乡建设管理局"], ["CGJ", "区城市管理和综合执法局"], ["GAFJ", "市公安局武江分局"], ["SCJG", "区市场监督管理局"], ["RSJ", "区人力资源和社会保障局"],
  ["HBFJ", "市生态环境局武江分局"], ["JYJ", "区教育局"], ["WJJ", "区卫生健康局"], ["YBFJ", "市医疗保障局武江分局"], ["MZJ", "区民政局"], ["NYJ", "区农业农村局"],
  ["JTJ", "区交通运输局"], ["XHJD", "新华街道办事处"], ["HMJD", "惠民街道办事处"], ["XLZ", "西联镇人民政府"], ["XHZ", "西河镇人民政府"], ["LGZ", "龙归镇人民政府"],
  ["JWZ", "江湾镇人民政府"], ["CYZ", "重阳镇人民政府"], ["SWJ", "区水务局"], ["ZSZX", "区政务服务和数据管理局"],
] as const;
const topics = ["城乡建设", "环境保护", "交通运输", "劳动和社会保障", "市场监管", "教育文体", "卫生健康", "民政", "农村农业", "政法", "经济管理"];
const leaves = [
  "城乡建设/物业服务/装修噪音",
  "城乡建设/物业服务/物业收费",
  "交通运输/道路交通/非市政道路乱停放",
  "环境保护/噪声污染/商业噪声",
  "城乡建设/城市管理/占道经营",
  "劳动和社会保障/劳动纠纷/拖欠工资",
  "城乡建设/供水供电/二次供水",
  "市场监管/消费维权/预付卡退费",
  "教育文体/义务教育/学位",
  "城乡建设/房屋安全/其他",
];

export function composedFrames(of: HotlineInvention): OpenFrames {
  let seed = 11;
  const random = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;
  let now = start;
  let theme = composed(of.of, random, now);
  let revision = 40n;
  const times = () => ({ epoch: "dev", revision, dataTime: timestampFromMs(now - 3_000), hallTime: timestampFromMs(now), stale: of.stale });
  return async function* (from, abort): AsyncGenerator<Frame> {
    if (from.epoch === "") yield create(FrameSchema, { ...times(), body: { case: "hotline", value: theme } });
    const began = Date.now();
    while (!abort.aborted) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      if (Date.now() - began > of.silentAfter * 1000) await new Promise((resolve) => setTimeout(resolve, 3_600_000));
      now += 1000;
      if (random() < 0.6 || of.of === "empty" || !theme.counts) {
        yield create(FrameSchema, { ...times(), body: { case: "heartbeat", value: {} } });
        continue;
      }
      revision++;
      const counts = create(HotlineCountsSchema, {
        ...theme.counts,
        receivedToday: theme.counts.receivedToday + 1,
        receivedThisYear: theme.counts.receivedThisYear + 1,
        open: theme.counts.open + 1,
        awaitingDispatch: theme.counts.awaitingDispatch + 1,
      });
      theme = create(HotlineThemeSchema, { ...theme, counts });
      yield create(FrameSchema, { ...times(), body: { case: "hotlineDelta", value: create(HotlineDeltaSchema, { counts }) } });
    }
  };
}

function composed(of: HotlineCase, random: () => number, now: number): HotlineTheme {
  const at = (ms: number) => timestampFromMs(now - ms);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  if (of === "empty") {
    return create(HotlineThemeSchema, {
      district: "440203",
      name: "武江区12345政务服务便民热线",
      date: "2026-11-23",
      counts: {},
      year: {},
      lastYear: {},
      month: {},
      departments: departments.map(([code, name]) => create(HotlineSliceSchema, { code, name, rates: {} })),
      towns: towns.map(([code, name]) => create(HotlineSliceSchema, { code, name })),
      days: Array.from({ length: 30 }, (_, i) =>
        create(HotlineDaySchema, { date: new Date(now - (29 - i) * day).toISOString().slice(0, 10) }),
      ),
      hours: Array.from({ length: 24 }, (_, hour) => create(HotlineHourSchema, { hour })),
      months: Array.from({ length: 12 }, (_, i) => create(HotlineMonthSchema, { month: i + 1 })),
    });
  }
  const scale = of === "huge" ? 140 : 1;
  const n = (base: number): number => Math.round(base * scale);
  const long = (text: string, more: string): string => (of === "long" ? `${text}${more}` : text);
  const rates = (size: number, good: number): HotlineRates => {
    const r = (share: number): number => Math.round(size * Math.min(1, share * (0.97 + 0.06 * good)));
    return create(HotlineRatesSchema, {
      toClaim: n(size),
      claimedInTime: n(r(0.914)),
      toClose: n(size * 0.95),
      closedInTime: n(r(0.95 * 0.958)),
      assessed: n(size * 0.88),
      solved: n(r(0.88 * 0.861)),
      rated: n(size * 0.61),
      satisfied: n(r(0.61 * 0.897)),
      closed: n(size * 0.94),
      redispatched: n(r(0.94 * 0.087)),
      toContact: n(size * 0.93),
      contactedInTime: n(r(0.93 * 0.937)),
    });
  };
  const slice = (
    code: string,
    name: string,
    share: number,
    more: Partial<{ open: number; unclaimed: number; overdue: number; rates: HotlineRates }> = {},
  ) =>
    create(HotlineSliceSchema, {
      code,
      name,
      receivedToday: n(61 * share),
      receivedThisYear: n(20_318 * share),
      receivedLastYear: n(19_204 * share * (0.72 + 0.5 * random())),
      open: n(428 * share),
      ...more,
    });
  const calm = of === "calm";
  const weights = departments.map((_, i) => 1 / (1.6 + i));
  const sum = weights.reduce((a, b) => a + b, 0);
  const order = (i: number, since: number, mark: ClockMark, stage: OrderStage) =>
    create(WallOrderSchema, {
      number: `2611${String(200_000 + i * 137)}`,
      topic: long(
        i < leaves.length ? (leaves[i] as string) : pick(leaves),
        of === "long" ? "及其他有关住宅小区公共部位和配套设施的诉求" : "",
      ),
      town: pick(towns)[0],
      department: (departments[Math.floor(random() * random() * departments.length)] ?? departments[0])[0],
      stage,
      mark,
      receivedAt: at(since + 5 * 3_600_000 * random()),
      since: at(since),
      dueAt: at(since - 10 * day),
    });
  const waits = [3.19, 2.94, 2.21, 1.97, 1.44, 1.21, 0.92, 0.71, 0.4, 0.31];
  const olds = [64.2, 51.8, 47.3, 41.9, 33.5, 29.1, 27.7, 26.2, 24.4, 23.9];
  const usual = [0.6, 0.3, 0.2, 0.2, 0.3, 0.5, 1.1, 2.6, 5.2, 6.9, 6.4, 4.8, 2.3, 2.4, 4.9, 5.7, 5.1, 4.0, 2.6, 2.2, 1.9, 1.6, 1.2, 0.9];
  const today = [1, 0, 0, 0, 0, 1, 1, 3, 6, 9, 11, 6, 3, 2, 12, 6, 0, 0, 0, 0, 0, 0, 0, 0];
  return create(HotlineThemeSchema, {
    district: "440203",
    name: long("武江区12345政务服务便民热线", "（含110非警务警情分流）"),
    date: "2026-11-23",
    counts: {
      receivedToday: n(61),
      receivedTodayLastYear: n(55),
      receivedThisYear: n(20_318),
      receivedLastYear: n(19_204),
      closedToday: n(58),
      open: n(428),
      awaitingAcceptance: 0,
      awaitingDispatch: n(6),
      unclaimed: calm ? 0 : n(37),
      unclaimedOverdue: calm ? 0 : n(12),
      ...(calm ? {} : { oldestUnclaimedSince: at(3.19 * day) }),
      refusalPending: n(4),
      adjudication: n(2),
      inProgress: n(calm ? 348 : 311),
      awaitingReview: n(9),
      awaitingCallback: n(38),
      merged: n(21),
      held: n(3),
      dueToday: n(calm ? 6 : 18),
      warning: n(calm ? 11 : 43),
      yellow: calm ? 0 : n(9),
      red: calm ? 0 : n(5),
      urgent: n(2),
      refusedToday: n(6),
    },
    year: rates(20_106, 0.5),
    lastYear: rates(18_990, 0.1),
    month: rates(1_420, 0.8),
    types: (
      [
        ["REPORT", "举报", 0.04],
        ["COMPLAINT", "投诉", 0.44],
        ["REQUEST", "求助", 0.21],
        ["INQUIRY", "咨询", 0.27],
        ["SUGGESTION", "建议", 0.04],
      ] as const
    ).map(([code, name, share]) => slice(code, name, share)),
    topics: topics.map((name, i) => slice(name, long(name, "和有关公共服务"), 0.31 / (1 + i * 0.75))),
    towns: towns.map(([code, name], i) => slice(code, name, [0.29, 0.24, 0.19, 0.12, 0.09, 0.03, 0.04][i] ?? 0)),
    departments: departments.map(([code, name], i) => {
      const share = (weights[i] ?? 0) / sum;
      return slice(code, long(name, "（含下属事业单位）"), share, {
        unclaimed: calm ? 0 : n(Math.round(37 * share * (1.6 - i * 0.07))),
        overdue: calm ? 0 : n(Math.round(14 * share * 1.2)),
        rates: i > 18 ? create(HotlineRatesSchema) : rates(20_106 * share, random()),
      });
    }),
    days: Array.from({ length: 30 }, (_, i) => {
      const date = new Date(now - (29 - i) * day);
      const weekend = [0, 6].includes(date.getUTCDay());
      const received = i === 29 ? 61 : (weekend ? 41 : 69) + random() * 14;
      return create(HotlineDaySchema, {
        date: date.toISOString().slice(0, 10),
        received: n(received),
        closed: n(i === 29 ? 58 : weekend ? 9 + random() * 6 : 78 + random() * 16),
      });
    }),
    hours: usual.map((mean, hour) => create(HotlineHourSchema, { hour, received: n(today[hour] ?? 0), usual: mean * scale })),
    months: Array.from({ length: 12 }, (_, i) =>
      create(HotlineMonthSchema, {
        month: i + 1,
        received: i > 10 ? 0 : i === 10 ? n(1_420) : n(1_560 + 420 * random() + 22 * i),
        receivedLastYear: n(1_480 + 520 * random()),
      }),
    ),
    rising: leaves
      .slice(0, 6)
      .map((topic, i) =>
        create(HotTopicSchema, {
          topic: long(topic, "等群众反映集中的问题"),
          recent: n([41, 33, 19, 17, 12, 9][i] ?? 0),
          usual: ([11.4, 14.1, 6.3, 7.9, 5.1, 3.8][i] ?? 0) * scale,
          score: 8.4 - i,
          town: (towns[i] ?? towns[0])[0],
        }),
      ),
    unclaimed: calm
      ? []
      : waits.map((days, i) =>
          order(
            i,
            days * day,
            i < 2
              ? ClockMark.CLOCK_RED
              : i < 6
                ? ClockMark.CLOCK_YELLOW
                : i < 8
                  ? ClockMark.CLOCK_WARNING
                  : ClockMark.CLOCK_MARK_UNSPECIFIED,
            OrderStage.AWAITING_CLAIM,
          ),
        ),
    oldest: olds.map((days, i) =>
      order(
        30 + i,
        days * day,
        calm || i > 6 ? ClockMark.CLOCK_MARK_UNSPECIFIED : i < 5 ? ClockMark.CLOCK_RED : ClockMark.CLOCK_YELLOW,
        i % 4 === 2 ? OrderStage.ADJUDICATION : i % 4 === 3 ? OrderStage.AWAITING_REVIEW : OrderStage.IN_PROGRESS,
      ),
    ),
  });
}
