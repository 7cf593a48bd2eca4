import type { Feed } from "./feed";

/** Feeds that outlive what shows them: walls that take turns come back with their numbers, not with an empty screen. */
export class FeedPool {
  readonly #open = new Map<string, Feed<unknown>>();

  /** The feed of a theme; the first to ask opens it. A theme is always of one type. */
  of<T>(theme: string, open: () => Feed<T>): Feed<T> {
    let feed = this.#open.get(theme) as Feed<T> | undefined;
    if (!feed) this.#open.set(theme, (feed = open()));
    return feed;
  }

  /** Closes all but those of these themes. */
  keep(themes: readonly string[]): void {
    for (const [theme, feed] of this.#open) {
      if (themes.includes(theme)) continue;
      feed.close();
      this.#open.delete(theme);
    }
  }
}
