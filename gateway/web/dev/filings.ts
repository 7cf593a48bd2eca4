// A development aid, not part of the build: frames of composed filings of 百千万, from a fixed seed. Nothing in it is real.
import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import {
  FilingProgressSchema,
  FilingRatesSchema,
  FilingsThemeSchema,
  FilingStage,
  WallLateSchema,
  WallMomentSchema,
  WallRiskSchema,
  WallSetSchema,
  WallTownSchema,
  WallTownSetSchema,
  WallValueSchema,
  type FilingProgress,
  type FilingsTheme,
} from "../src/gen/opscenter/v1/filings_pb";
import { FrameSchema, type Frame } from "../src/gen/opscenter/v1/screens_pb";
import type { OpenFrames } from "../src/live/feed";

/** usual; calm: all is in; empty: published, nothing asked yet; long: many towns and sets with long names, great numbers. */
export type FilingsCase = "usual" | "calm" | "empty" | "long";

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
const manyTowns = Array.from({ length: 26 }, (_, i): readonly [string, string] => [
  `440299${100 + i}`,
  ["三江侗族少数民族乡", "中新广州知识城龙湖街道办事处", "省级农业高新技术产业示范区", "北江经济开发区管委会"][i % 4]! +
    "甲乙丙丁戊己庚"[Math.floor(i / 4)]!,
]);
const sets = ["区级季报", "镇街季报", "镇街年报", "村居年报", "村居季报"];
const manySets = Array.from({ length: 14 }, (_, i) => `${["县镇村三级联动高质量发展", "绿美广东生态建设与人居环境", "新型农村集体经济", "典型村培育和帮扶项目"][i % 4]}${i + 1}套表`);
const figures = [
  ["常住人口", "人"],
  ["户籍人口", "人"],
  ["地区生产总值", "万元"],
  ["城镇化率", "%"],
  ["耕地", "亩"],
  ["林地", "亩"],
  ["村居数", "个"],
  ["工单按时办结率", "%"],
  ["第一产业增加值", "万元"],
  ["规模以上工业增加值", "万元"],
] as const;

export function composedFilings(of: FilingsCase): OpenFrames {
  let now = start;
  let revision = 40n;
  const theme = composed(of, now);
  return async function* (from, abort): AsyncGenerator<Frame> {
    const times = () => ({ epoch: "dev", revision, dataTime: timestampFromMs(now - 3_000), hallTime: timestampFromMs(now), stale: false });
    if (from.epoch === "") yield create(FrameSchema, { ...times(), body: { case: "filings", value: theme } });
    while (!abort.aborted) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      now += 1000;
      yield create(FrameSchema, { ...times(), body: { case: "heartbeat", value: {} } });
    }
  };
}

function composed(of: FilingsCase, now: number): FilingsTheme {
  let seed = 5;
  const random = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const long = of === "long";
  const empty = of === "empty";
  const names = long ? manySets : sets;
  const places = long ? manyTowns : towns;
  const progress = (owed: number, share: number): FilingProgress => {
    const sent = of === "calm" ? owed : Math.round(owed * share);
    return create(FilingProgressSchema, {
      owed,
      sent,
      approved: Math.round(sent * 0.7),
      returned: of === "calm" ? 0 : Math.round(owed * 0.03),
      late: of !== "calm" && share < 0.45 ? Math.max(1, Math.round(owed * 0.1)) : 0,
      near: of === "calm" ? 0 : owed - sent,
    });
  };
  const rates = (size: number) =>
    create(FilingRatesSchema, {
      due: size,
      onTime: Math.round(size * 0.93),
      required: size * 8,
      filled: Math.round(size * 7.9),
      submitted: size * 8,
      wrong: Math.round(size * 0.4),
    });
  const value = ([name, unit]: readonly [string, string], i: number) =>
    create(WallValueSchema, {
      indicator: `QY${i}`,
      name: long ? `${name}（含经济开发区和产业转移园）` : name,
      unit,
      periodName: "2026年三季度",
      value: unit === "%" ? (60 + 20 * random()).toFixed(2) : String(Math.round((long ? 98_765_432 : 54_321) * (0.5 + random()))),
      previous: "52000",
      yearBefore: "51000",
    });
  const size = long ? 2_345 : 89;
  return create(FilingsThemeSchema, {
    district: long ? "440299" : "440203",
    name: long ? "广东省某某市某某区百县千镇万村高质量发展工程" : "武江区百千万工程",
    date: "2026-11-23",
    open: empty ? {} : progress(size * names.length, 0.62),
    year: empty ? {} : rates(long ? 12_345 : 512),
    expectedLate: empty || of === "calm" ? 0 : long ? 1234.5 : 7.4,
    sets: empty
      ? []
      : names.map((name, i) =>
          create(WallSetSchema, {
            code: `S${i}`,
            name,
            periodName: i % 2 ? "2026年三季度" : "2026年",
            dueAt: timestampFromMs(now + (i - 1) * 3 * day),
            lockAt: timestampFromMs(now + (i - 1) * 3 * day + 5 * day),
            progress: progress(size, Math.min(0.98, 0.2 + 0.2 * i)),
            rates: rates(size),
          }),
        ),
    towns: places.map(([code, name], i) =>
      create(WallTownSchema, {
        code,
        name,
        progress: empty ? {} : progress(long ? 1_234 : 24, 0.3 + 0.13 * (i % 6)),
        rates: empty ? {} : rates(long ? 10_500 : 24),
        overview: empty ? [] : figures.map(value),
        sets: empty
          ? []
          : names.map((_, k) =>
              create(WallTownSetSchema, {
                code: `S${k}`,
                progress: progress(long ? 1_234 : 13, 0.3 + 0.1 * ((i + k) % 8)),
                rates: rates(13),
              }),
            ),
      }),
    ),
    late:
      empty || of === "calm"
        ? []
        : Array.from({ length: 12 }, (_, i) =>
            create(WallLateSchema, {
              place: long ? `高质量发展示范片区第${i}村民委员会` : `续源村${i}村民委员会`,
              town: places[i % places.length]?.[1] ?? "",
              set: names[i % names.length] ?? "",
              periodName: "2026年三季度",
              stage: i % 3 ? FilingStage.FILING_DUE : FilingStage.FILING_RETURNED,
              dueAt: timestampFromMs(now - (i + 1) * 1.3 * day),
            }),
          ),
    risks:
      empty || of === "calm"
        ? []
        : Array.from({ length: 12 }, (_, i) =>
            create(WallRiskSchema, {
              place: long ? `高质量发展示范片区第${i}村民委员会` : `社主村${i}村民委员会`,
              town: places[i % places.length]?.[1] ?? "",
              set: names[i % names.length] ?? "",
              periodName: "2026年三季度",
              chance: 0.9 - 0.05 * i,
              dueAt: timestampFromMs(now + (i + 1) * 0.4 * day),
            }),
          ),
    moments: empty
      ? []
      : Array.from({ length: 12 }, (_, i) =>
          create(WallMomentSchema, {
            at: timestampFromMs(now - i * 360_000),
            place: long ? `高质量发展示范片区第${i}村民委员会` : `续源村${i}村民委员会`,
            set: names[i % names.length] ?? "",
            periodName: "2026年三季度",
            stage:
              [
                FilingStage.FILING_TOWN_REVIEW,
                FilingStage.FILING_DEPARTMENT_REVIEW,
                FilingStage.FILING_RETURNED,
                FilingStage.FILING_APPROVED,
              ][i % 4] ?? FilingStage.FILING_DUE,
          }),
        ),
    values: empty ? [] : figures.map(value),
  });
}
