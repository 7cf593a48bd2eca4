import type { HotlineDelta, HotlineTheme } from "../../../gen/opscenter/v1/hotline_pb";
import type { Feed } from "../../../live/feed";
import type { Fold } from "../../../live/standing";

/** What the 12345 wall reads. A list that did not change keeps its identity. */
export type HotlineFeed = Feed<HotlineTheme>;

export const foldHotline: Fold<HotlineTheme> = (body) => {
  switch (body.case) {
    case "hotline": return { whole: body.value };
    case "hotlineDelta": {
      const delta = body.value;
      return { change: (theme) => withDelta(theme, delta) };
    }
    default: return undefined;
  }
};

/** The theme's lists; each is replaced whole, when a delta names it. */
const lists = ["types", "topics", "towns", "departments", "days", "hours", "months", "rising", "oldest", "unclaimed"] as const;

function withDelta(theme: HotlineTheme, delta: HotlineDelta): HotlineTheme {
  const next: HotlineTheme = { ...theme };
  if (delta.counts) next.counts = delta.counts;
  if (delta.year) next.year = delta.year;
  if (delta.lastYear) next.lastYear = delta.lastYear;
  if (delta.month) next.month = delta.month;
  const replaced = lists.filter((name) => delta.lists.includes(name)).map((name) => [name, delta[name]]);
  return Object.assign(next, Object.fromEntries(replaced));
}
