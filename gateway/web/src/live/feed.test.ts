import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { HallDeltaSchema, HallThemeSchema, type HallTheme } from "../gen/opscenter/v1/hall_pb";
import { ReadingSchema } from "../gen/opscenter/v1/reading_pb";
import { FrameSchema, HeartbeatSchema, type Frame } from "../gen/opscenter/v1/screens_pb";
import { follow, type Feed, type OpenFrames } from "./feed";
import { backOff, lackOf, linkOf, wordsOf } from "./link";
import type { Fold } from "./standing";

/** Of a theme whose changes change nothing: what counts here is that they come. */
const fold: Fold<HallTheme> = (body) => {
  if (body.case === "hall") return { whole: body.value };
  return body.case === "hallDelta" ? { change: (theme) => theme } : undefined;
};

/** A server in the test's hand: every connection and where it was asked to begin. */
class Server {
  readonly asked: { epoch: string; revision: bigint }[] = [];
  #push: ((step: Frame | Error | "end") => void) | undefined;

  readonly open: OpenFrames = (from, abort) => {
    this.asked.push(from);
    const queue: (Frame | Error | "end")[] = [];
    let wake: (() => void) | undefined;
    this.#push = (step) => {
      queue.push(step);
      wake?.();
    };
    abort.addEventListener("abort", () => this.#push?.(new ConnectError("aborted", Code.Canceled)));
    return (async function* () {
      for (;;) {
        const step = queue.shift();
        if (step === "end") return;
        if (step instanceof Error) throw step;
        if (step) yield step;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    })();
  };

  async send(step: Frame | Error | "end"): Promise<void> {
    this.#push?.(step);
    await vi.advanceTimersByTimeAsync(0);
  }
}

const at = (revision: bigint, body: Frame["body"]): Frame =>
  create(FrameSchema, { epoch: "e1", revision, hallTime: timestampFromMs(60_000), body });
const snapshot = (revision: bigint): Frame => at(revision, { case: "hall", value: create(HallThemeSchema, { name: "大厅" }) });
const delta = (revision: bigint): Frame => at(revision, { case: "hallDelta", value: create(HallDeltaSchema) });
const heartbeat = (revision: bigint): Frame => at(revision, { case: "heartbeat", value: create(HeartbeatSchema) });

let server: Server;
let feed: Feed<HallTheme>;
let signedOut: number;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  server = new Server();
  signedOut = 0;
  feed = follow(server.open, fold, { onSignedOut: () => signedOut++, sentence: () => "没有权限" });
});
afterEach(() => {
  feed.close();
  vi.useRealTimers();
});

test("a broken connection is opened again from where the screen stands", async () => {
  await server.send(snapshot(4n));
  await server.send(delta(5n));
  await server.send(new ConnectError("gone", Code.Unavailable));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(server.asked).toEqual([{ epoch: "", revision: 0n }, { epoch: "e1", revision: 5n }]);
  await server.send(delta(6n));
  expect(feed.standing.value.revision).toBe(6n);
  expect(feed.link.value.kind).toBe("live");
});

test("after a gap the screen begins from scratch and keeps its numbers until then", async () => {
  await server.send(snapshot(4n));
  await server.send(delta(6n));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(server.asked.at(-1)).toEqual({ epoch: "", revision: 0n });
  expect(feed.standing.value.theme?.name).toBe("大厅");
});

test("five silent seconds are a lost connection, which is tried again", async () => {
  await server.send(snapshot(4n));
  await vi.advanceTimersByTimeAsync(4_000);
  expect(feed.link.value.kind).toBe("live");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(feed.link.value.kind).toBe("lost");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(server.asked).toHaveLength(2);
  await server.send(heartbeat(4n));
  expect(feed.link.value.kind).toBe("live");
});

test("heartbeats keep a quiet connection alive", async () => {
  await server.send(snapshot(4n));
  for (let second = 0; second < 30; second++) {
    await vi.advanceTimersByTimeAsync(1_000);
    await server.send(heartbeat(4n));
  }
  expect(server.asked).toHaveLength(1);
  expect(feed.link.value.kind).toBe("live");
});

test("the source's clock goes on between frames and stands still when they stop", async () => {
  await server.send(snapshot(4n));
  expect(feed.sourceNow.value).toBe(60_000);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(feed.sourceNow.value).toBe(61_000);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(feed.sourceNow.value).toBe(61_500);
});

test("a refusal is shown with its sentence and tried again slowly", async () => {
  await server.send(new ConnectError("no", Code.PermissionDenied));
  expect(feed.link.value).toEqual({ kind: "refused", sentence: "没有权限" });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(server.asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(3_500);
  expect(server.asked).toHaveLength(2);
});

test("when the session has ended nothing is tried again", async () => {
  await server.send(new ConnectError("who?", Code.Unauthenticated));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(signedOut).toBe(1);
  expect(server.asked).toHaveLength(1);
});

test("a closed feed asks no more", async () => {
  await server.send(snapshot(4n));
  feed.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.asked).toHaveLength(1);
});

test("the pause before a repeat stays between half a second and five", () => {
  for (let attempt = 0; attempt < 40; attempt++) {
    for (const chance of [0, 0.5, 0.999]) {
      expect(backOff(attempt, chance)).toBeGreaterThanOrEqual(500);
      expect(backOff(attempt, chance)).toBeLessThanOrEqual(5_000);
    }
  }
  expect(backOff(20, 0)).toBe(2_500);
});

test("while the numbers are built the screen keeps what it shows and says how far that is", async () => {
  await server.send(snapshot(4n));
  await server.send(create(FrameSchema, { ...heartbeat(4n), reading: create(ReadingSchema, { building: true, progress: 0.999 }) }));
  expect(feed.standing.value.theme?.name).toBe("大厅");
  expect(feed.link.value).toEqual({ kind: "building", percent: 99 });
  expect(wordsOf(feed.link.value, "09:30")).toBe("数据重建中 99% · 截至 09:30");
  await server.send(heartbeat(4n));
  expect(feed.link.value.kind).toBe("live");
});

test("a screen that comes while the numbers are built waits for them", async () => {
  const building = create(FrameSchema, {
    epoch: "",
    revision: 0n,
    body: { case: "heartbeat", value: create(HeartbeatSchema) },
    reading: { building: true, progress: 0.43 },
  });
  await server.send(building);
  expect(feed.standing.value.theme).toBeUndefined();
  expect(wordsOf(feed.link.value, "")).toBe("数据重建中 43%");
  await server.send(snapshot(1n));
  expect(feed.link.value.kind).toBe("live");
});

test("what could not be counted is said as long as it is missing", async () => {
  await server.send(create(FrameSchema, { ...snapshot(4n), reading: create(ReadingSchema, { progress: 1, leftOut: 3n }) }));
  expect(wordsOf(feed.link.value, "")).toBe("实时 · 3 条记录未计入");
});

test("lost is worse than stale", () => {
  expect(linkOf(0, 5_001, true, undefined).kind).toBe("lost");
  expect(linkOf(0, 4_999, true, undefined).kind).toBe("stale");
  expect(linkOf(undefined, 4_999, false, undefined).kind).toBe("connecting");
});

test("a list says what it lacks", () => {
  expect(lackOf(undefined)).toBe("");
  expect(lackOf({ building: true, progress: 0.999, leftOut: 0 })).toBe("列表重建中 99%，工单尚未列全");
  expect(lackOf({ building: false, progress: 1, leftOut: 3 })).toBe("3 条记录未计入列表");
});
