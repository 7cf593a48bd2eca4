import type { Feed } from "../live/feed";

/** What stands on the screen until the first numbers come. */
export function FirstFrame({ feed, connecting }: { feed: Feed<unknown>; connecting: string }) {
  const link = feed.link.value;
  return (
    <main class="wall-empty" aria-live="polite" data-metric="link" data-value={link.kind}>
      {link.kind === "refused" ? link.sentence : link.kind === "lost" ? "连接中断，正在重新连接…" : connecting}
    </main>
  );
}
