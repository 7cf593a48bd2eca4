import type { Feed } from "../live/feed";
import { wordsOf } from "../live/link";
import { NextStep } from "../start/NextStep";
import { Tabs } from "./Tabs";
import type { Ways } from "./walls";

/** What stands on the screen until the first numbers come. */
export function FirstFrame({ feed, ways, connecting }: { feed: Feed<unknown>; ways: Ways; connecting: string }) {
  const link = feed.link.value;
  return (
    <main class="wall-empty" aria-live="polite" data-metric="link" data-value={link.kind}>
      <div>
        <p>
          {link.kind === "refused"
            ? link.sentence
            : link.kind === "lost"
              ? "连接中断，正在重新连接…"
              : link.kind === "building"
                ? wordsOf(link, "")
                : connecting}
        </p>
        {link.kind === "refused" && link.missing && <NextStep step={ways.shown.kind.step} />}
        <Tabs ways={ways} />
      </div>
    </main>
  );
}
