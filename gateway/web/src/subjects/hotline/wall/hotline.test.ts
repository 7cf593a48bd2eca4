import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";
import { HallThemeSchema } from "../../../gen/opscenter/v1/hall_pb";
import { HotlineDeltaSchema, HotlineThemeSchema, type HotlineTheme } from "../../../gen/opscenter/v1/hotline_pb";
import { FrameSchema, HeartbeatSchema, type Frame } from "../../../gen/opscenter/v1/screens_pb";
import { applyFrame as apply, nowhere, type Standing } from "../../../live/standing";
import { foldHotline } from "./hotline";

function frame(revision: bigint, body: Frame["body"], epoch = "e1"): Frame {
  return create(FrameSchema, {
    epoch,
    revision,
    dataTime: timestampFromMs(1_000 * Number(revision)),
    hallTime: timestampFromMs(1_000 * Number(revision) + 500),
    body,
  });
}

const snapshot = (revision = 5n, epoch = "e1") =>
  frame(
    revision,
    {
      case: "hotline",
      value: create(HotlineThemeSchema, {
        district: "440203",
        name: "12345",
        date: "2026-11-23",
        counts: { open: 4, unclaimed: 2 },
        year: { toClaim: 10, claimedInTime: 9 },
        lastYear: { toClaim: 7 },
        month: { toClaim: 3 },
        types: [{ code: "COMPLAINT", receivedToday: 3 }],
        topics: [{ code: "城乡建设" }],
        towns: [{ code: "440203001" }],
        departments: [
          { code: "ZJJ", open: 3 },
          { code: "CGJ", open: 1 },
        ],
        days: [
          { date: "2026-11-22", received: 9 },
          { date: "2026-11-23", received: 3 },
        ],
        hours: [{ hour: 9, received: 3 }],
        months: [{ month: 11, received: 60 }],
        rising: [{ topic: "城乡建设/物业服务/装修噪音", recent: 12 }],
        oldest: [{ number: "1" }, { number: "2" }],
        unclaimed: [{ number: "2" }],
      }),
    },
    epoch,
  );
const delta = (revision: bigint, of: Parameters<typeof create<typeof HotlineDeltaSchema>>[1], epoch = "e1") =>
  frame(revision, { case: "hotlineDelta", value: create(HotlineDeltaSchema, of) }, epoch);
const heartbeat = (revision: bigint) => frame(revision, { case: "heartbeat", value: create(HeartbeatSchema) });

const applyFrame = (standing: Standing<HotlineTheme>, next: Frame) => apply(standing, next, foldHotline);

function after(...frames: Frame[]): Standing<HotlineTheme> {
  return frames.reduce<Standing<HotlineTheme>>((standing, next) => {
    const applied = applyFrame(standing, next);
    if (applied === "gap") throw new Error(`gap at revision ${next.revision}`);
    return applied;
  }, nowhere());
}

test("a snapshot follows anything and is the whole theme", () => {
  const standing = after(snapshot(5n), snapshot(3n, "e2"));
  expect([standing.epoch, standing.revision]).toEqual(["e2", 3n]);
  expect(standing.theme?.departments.map((row) => row.code)).toEqual(["ZJJ", "CGJ"]);
});

test("a delta brings new sums; what it leaves out stays, the same objects", () => {
  const before = after(snapshot());
  const now = after(snapshot(), delta(6n, { counts: { open: 5, unclaimed: 3 }, month: { toClaim: 4 } }));
  expect(now.theme?.counts?.open).toBe(5);
  expect(now.theme?.month?.toClaim).toBe(4);
  expect(now.theme?.year?.toClaim).toBe(10);
  expect(now.theme?.lastYear?.toClaim).toBe(7);
  const same = applyFrame(before, delta(6n, { counts: { open: 5 } }));
  if (same === "gap") throw new Error("gap");
  expect(same.theme?.departments).toBe(before.theme?.departments);
  expect(same.theme?.oldest).toBe(before.theme?.oldest);
});

test("a list that is named is replaced whole, and may be empty now", () => {
  const { theme } = after(snapshot(), delta(6n, { lists: ["unclaimed", "departments"], departments: [{ code: "ZJJ", open: 4 }] }));
  expect(theme?.unclaimed).toEqual([]);
  expect(theme?.departments.map((row) => [row.code, row.open])).toEqual([["ZJJ", 4]]);
  expect(theme?.oldest).toHaveLength(2);
});

test("every list of the theme can be replaced", () => {
  const names = ["types", "topics", "towns", "departments", "days", "hours", "months", "rising", "oldest", "unclaimed"] as const;
  const emptied = after(snapshot(), delta(6n, { lists: [...names] })).theme;
  for (const name of names) expect(emptied?.[name], name).toEqual([]);
});

test("a list that a newer server invented changes nothing", () => {
  const { theme } = after(snapshot(), delta(6n, { lists: ["villages", "counts"] }));
  expect(theme?.counts?.open).toBe(4);
  expect(theme).not.toHaveProperty("villages");
});

test("deltas one after the other are the state that the server has", () => {
  const { theme, revision } = after(
    snapshot(5n),
    delta(6n, { counts: { open: 5 }, lists: ["oldest"], oldest: [{ number: "7" }] }),
    heartbeat(6n),
    delta(7n, { lists: ["hours"], hours: [{ hour: 9, received: 3 }, { hour: 10, received: 1, usual: 2.5 }] }),
    delta(8n, { counts: { open: 6 } }),
  );
  expect(revision).toBe(8n);
  expect(theme?.counts?.open).toBe(6);
  expect(theme?.oldest.map((order) => order.number)).toEqual(["7"]);
  expect(theme?.hours.map((row) => row.usual)).toEqual([undefined, 2.5]);
});

test("applying changes nothing in what was before", () => {
  const before = after(snapshot());
  applyFrame(before, delta(6n, { counts: { open: 99 }, lists: ["unclaimed"] }));
  expect(before.theme?.counts?.open).toBe(4);
  expect(before.theme?.unclaimed).toHaveLength(1);
});

test.each([
  ["a delta that skips a revision", delta(7n, {})],
  ["a delta that comes twice", delta(5n, {})],
  ["a delta of another epoch", delta(6n, {}, "e2")],
  ["a heartbeat of a revision never seen", heartbeat(6n)],
])("%s is a gap", (_, next) => {
  expect(applyFrame(after(snapshot()), next)).toBe("gap");
});

test("a delta before any snapshot is a gap", () => {
  expect(applyFrame(nowhere(), delta(1n, {}))).toBe("gap");
});

test("another subject's theme is none of the hotline's", () => {
  expect(foldHotline({ case: "hall", value: create(HallThemeSchema) })).toBeUndefined();
});
