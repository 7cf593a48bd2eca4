import { signal } from "@preact/signals";
import { beforeEach, expect, test } from "vitest";
import type { Feed } from "./feed";
import { FeedPool } from "./FeedPool";
import { nowhere } from "./standing";

let pool: FeedPool;
let log: string[];

beforeEach(() => {
  pool = new FeedPool();
  log = [];
});

function ask(theme: string): Feed<string> {
  return pool.of(theme, () => {
    log.push(`open ${theme}`);
    return {
      standing: signal(nowhere<string>()),
      link: signal({ kind: "connecting" }),
      sourceNow: signal(undefined),
      close: () => log.push(`close ${theme}`),
    };
  });
}

test("a theme that is shown again goes on with the feed it had", () => {
  const first = ask("a");
  ask("b");
  expect(ask("a")).toBe(first);
  expect(log).toEqual(["open a", "open b"]);
});

test("what is no longer kept is closed, once, and starts over when it is asked for", () => {
  const first = ask("a");
  ask("b");
  pool.keep(["b"]);
  pool.keep(["b"]);
  expect(log).toEqual(["open a", "open b", "close a"]);
  expect(ask("a")).not.toBe(first);
  pool.keep([]);
  expect(log.slice(3)).toEqual(["open a", "close b", "close a"]);
});
