import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";
import {
  AlertSchema,
  CountsSchema,
  HallDeltaSchema,
  HallThemeSchema,
  HourRowSchema,
  WindowRowSchema,
  ZoneRowSchema,
} from "../../../gen/opscenter/v1/hall_pb";
import { FrameSchema, HeartbeatSchema, type Frame } from "../../../gen/opscenter/v1/screens_pb";
import { applyFrame as apply, nowhere, type Standing } from "../../../live/standing";
import { pagesOf } from "./alarm";
import { foldHall, type HallDay } from "./hall";

const window = (code: string, served: number) => create(WindowRowSchema, { code, zone: "GR", served });
const hour = (hour: number, taken: number) => create(HourRowSchema, { hour, taken });

function frame(revision: bigint, body: Frame["body"], epoch = "e1"): Frame {
  return create(FrameSchema, {
    epoch,
    revision,
    dataTime: timestampFromMs(1_000 * Number(revision)),
    hallTime: timestampFromMs(1_000 * Number(revision) + 500),
    body,
  });
}

const snapshot = (revision = 5n, epoch = "e1") => frame(revision, {
  case: "hall",
  value: create(HallThemeSchema, {
    name: "大厅", total: create(CountsSchema, { waiting: 3, served: 7 }),
    zones: [create(ZoneRowSchema, { code: "GR", counts: { served: 7 } })],
    windows: [window("A01", 4), window("A02", 3)], hours: [hour(9, 6), hour(11, 1)],
    alerts: [create(AlertSchema, { key: "wait/GR" })], quarantined: 2n,
  }),
}, epoch);
const delta = (revision: bigint, of: Parameters<typeof create<typeof HallDeltaSchema>>[1], epoch = "e1") =>
  frame(revision, { case: "hallDelta", value: create(HallDeltaSchema, of) }, epoch);
const heartbeat = (revision: bigint, epoch = "e1") => frame(revision, { case: "heartbeat", value: create(HeartbeatSchema) }, epoch);

const applyFrame = (standing: Standing<HallDay>, frame: Frame) => apply(standing, frame, foldHall);

function after(...frames: Frame[]): Standing<HallDay> {
  return frames.reduce<Standing<HallDay>>((standing, next) => {
    const applied = applyFrame(standing, next);
    if (applied === "gap") throw new Error(`gap at revision ${next.revision}`);
    return applied;
  }, nowhere());
}

test("a snapshot follows anything", () => {
  const standing = after(snapshot(5n), snapshot(3n, "e2"));
  expect(standing.epoch).toBe("e2");
  expect(standing.revision).toBe(3n);
  expect(standing.theme?.total?.waiting).toBe(3);
});

test("a delta replaces the rows it names and leaves the others as they are, the same objects", () => {
  const before = after(snapshot());
  const now = applyFrame(before, delta(6n, { total: { waiting: 2, served: 8 }, windows: [window("A02", 4)] }));
  if (now === "gap") throw new Error("gap");
  expect(now.theme?.windows.get("A02")?.served).toBe(4);
  expect(now.theme?.windows.get("A01")).toBe(before.theme?.windows.get("A01"));
  expect([...(now.theme?.windows.keys() ?? [])]).toEqual(["A01", "A02"]);
  expect(now.theme?.zones).toBe(before.theme?.zones);
  expect(now.theme?.total?.served).toBe(8);
  expect(now.dataTime).toBe(6_000);
});

test("applying changes nothing in what was before", () => {
  const before = after(snapshot());
  applyFrame(before, delta(6n, { windows: [window("A01", 99)], alertsChanged: true }));
  expect(before.theme?.windows.get("A01")?.served).toBe(4);
  expect(before.theme?.alerts).toHaveLength(1);
  expect(before.revision).toBe(5n);
});

test("an hour that a delta brings stands in its place", () => {
  expect([...(after(snapshot(), delta(6n, { hours: [hour(10, 1), hour(8, 2)] })).theme?.hours.keys() ?? [])]).toEqual([8, 9, 10, 11]);
});

test("alerts change only when the delta says so, the quarantine only when it is named", () => {
  const same = after(snapshot(), delta(6n, {}));
  expect(same.theme?.alerts).toHaveLength(1);
  expect(same.theme?.quarantined).toBe(2);
  const none = after(snapshot(), delta(6n, { alertsChanged: true, quarantined: 0n }));
  expect(none.theme?.alerts).toHaveLength(0);
  expect(none.theme?.quarantined).toBe(0);
});

test("a heartbeat brings new times and keeps the numbers", () => {
  const before = after(snapshot());
  const beat = heartbeat(5n);
  beat.stale = true;
  const now = applyFrame(before, beat);
  if (now === "gap") throw new Error("gap");
  expect(now.theme).toBe(before.theme);
  expect(now.stale).toBe(true);
});

test.each([
  ["a delta that skips a revision", delta(7n, {})],
  ["a delta that comes twice", delta(5n, {})],
  ["a delta of another epoch", delta(6n, {}, "e2")],
  ["a heartbeat of a revision never seen", heartbeat(6n)],
  ["a heartbeat of another epoch", heartbeat(5n, "e2")],
])("%s is a gap", (_, next) => {
  expect(applyFrame(after(snapshot()), next)).toBe("gap");
});

test("a delta before any snapshot is a gap", () => {
  expect(applyFrame(nowhere(), delta(1n, {}))).toBe("gap");
});

test("alerts stand on pages that hold their whole sentences, in their order", () => {
  const alert = (message: string) => ({ message });
  const [short, long] = [
    "个人业务服务区最长等候已超过 20 分钟",
    "不动产登记与住房公积金联合服务区最长等候已超过 30 分钟，建议由大厅值班长协调跨窗支援",
  ].map(alert) as [{ message: string }, { message: string }];
  expect(pagesOf([short, short, long, short], 66)).toEqual([[short, short], [long], [short]]);
  expect(pagesOf([long], 10)).toEqual([[long]]);
  expect(pagesOf([], 66)).toEqual([]);
});
