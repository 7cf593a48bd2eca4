import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { refresher } from "./refresher";

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

test("the first change is read at once, a storm of them no oftener than the pause, the last one surely", () => {
  let readings = 0;
  const list = refresher(() => readings++, { pause: 2_000, settle: 3_000 });
  list.touch();
  expect(readings).toBe(1);
  for (let i = 0; i < 100; i++) {
    vi.advanceTimersByTime(100);
    list.touch();
  }
  // Ten seconds of changes: one reading each two seconds.
  expect(readings).toBe(6);
  vi.advanceTimersByTime(60_000);
  expect(readings).toBeGreaterThan(6);
  expect(readings).toBeLessThanOrEqual(8);
});

test("after the last change it is read once more, and then no more", () => {
  let readings = 0;
  const list = refresher(() => readings++, { pause: 2_000, settle: 3_000 });
  list.touch();
  vi.advanceTimersByTime(3_000);
  expect(readings).toBe(2);
  vi.advanceTimersByTime(60_000);
  expect(readings).toBe(2);
});

test("a hidden page reads when it is shown", () => {
  let readings = 0;
  let hidden = true;
  const list = refresher(() => readings++, { pause: 2_000, settle: 3_000, hidden: () => hidden });
  list.touch();
  vi.advanceTimersByTime(10_000);
  expect(readings).toBe(0);
  hidden = false;
  list.shown();
  expect(readings).toBe(1);
  list.shown();
  expect(readings).toBe(1);
});

test("what is closed reads nothing", () => {
  let readings = 0;
  const list = refresher(() => readings++, { pause: 2_000, settle: 3_000 });
  list.touch();
  list.touch();
  list.close();
  vi.advanceTimersByTime(10_000);
  expect(readings).toBe(1);
});
