import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { Code, ConnectError } from "@connectrpc/connect";
import type { Frame } from "../gen/opscenter/v1/screens_pb";
import { backOff, linkOf, silenceLimit, type Link, type Refusal } from "./link";
import { applyFrame, nowhere, type Fold, type Standing } from "./standing";

/** What a screen reads: a theme as it stands, and how far that can be trusted. */
export interface Feed<T> {
  readonly standing: ReadonlySignal<Standing<T>>;
  readonly link: ReadonlySignal<Link>;
  /** The source's clock now in milliseconds, going on between frames and standing still when they stop. */
  readonly sourceNow: ReadonlySignal<number | undefined>;
  close(): void;
}

/** Opens a stream of frames from where the screen stands; ends or fails when the connection does. */
export type OpenFrames = (from: { epoch: string; revision: bigint }, abort: AbortSignal) => AsyncIterable<Frame>;

export interface FeedOptions {
  /** Called once when the session has ended; the feed is closed then. */
  readonly onSignedOut?: () => void;
  /** Turns a refusal into a sentence for people. */
  readonly sentence?: (error: unknown) => string;
}

/** Follows a theme for as long as the page lives: reconnects by itself, begins again after a gap. */
export function follow<T>(open: OpenFrames, fold: Fold<T>, options: FeedOptions = {}): Feed<T> {
  const standing = signal<Standing<T>>(nowhere());
  const lastFrameAt = signal<number | undefined>(undefined);
  const refusal = signal<Refusal | undefined>(undefined);
  const now = signal(Date.now());
  const closed = new AbortController();
  let connection = new AbortController();
  let connectedAt = Date.now();

  const tick = setInterval(() => {
    now.value = Date.now();
    const since = Math.max(lastFrameAt.peek() ?? 0, connectedAt);
    // A connection that is silent may be dead without knowing it.
    if (now.value - since > silenceLimit) {
      connectedAt = now.value;
      connection.abort();
    }
  }, 1000);

  void (async () => {
    let attempt = 0;
    let from = { epoch: "", revision: 0n };
    while (!closed.signal.aborted) {
      connection = new AbortController();
      connectedAt = Date.now();
      try {
        for await (const frame of open(from, connection.signal)) {
          if (closed.signal.aborted) return;
          const next = applyFrame(standing.peek(), frame, fold);
          if (next === "gap") {
            from = { epoch: "", revision: 0n };
            throw new Error("a frame is missing");
          }
          from = { epoch: next.epoch, revision: next.revision };
          attempt = 0;
          refusal.value = undefined;
          standing.value = next;
          lastFrameAt.value = now.value = Date.now();
        }
      } catch (error) {
        if (closed.signal.aborted) return;
        const code = error instanceof ConnectError ? error.code : undefined;
        if (code === Code.Unauthenticated) {
          stop();
          options.onSignedOut?.();
          return;
        }
        if (code === Code.PermissionDenied || code === Code.NotFound || code === Code.InvalidArgument) {
          refusal.value = { sentence: options.sentence?.(error) ?? String(error), ...(code === Code.NotFound ? { missing: true } : {}) };
          attempt = Math.max(attempt, 4);
        }
      } finally {
        connection.abort();
      }
      await pause(backOff(attempt++, Math.random()), closed.signal);
    }
  })();

  function stop(): void {
    clearInterval(tick);
    closed.abort();
    connection.abort();
  }

  const link = computed<Link>((): Link =>
    linkOf(lastFrameAt.value, now.value, standing.value.stale, refusal.value, standing.value.reading),
  );
  const sourceNow = computed(() => {
    const { sourceTime, pace } = standing.value;
    if (sourceTime === undefined || lastFrameAt.value === undefined) return undefined;
    return sourceTime + pace.speed * Math.min(1_500, Math.max(0, now.value - lastFrameAt.value));
  });
  return { standing, link, sourceNow, close: stop };
}

function pause(ms: number, abort: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    abort.addEventListener("abort", done);
    function done(): void {
      clearTimeout(timer);
      abort.removeEventListener("abort", done);
      resolve();
    }
  });
}
