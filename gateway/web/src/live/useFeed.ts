import { useEffect, useMemo } from "preact/hooks";
import type { Feed } from "./feed";
import { openFeed } from "./openFeed";
import type { Fold } from "./standing";

/** Follows a theme for as long as the component is shown; another theme starts over. */
export function useFeed<T>(theme: string, fold: Fold<T>): Feed<T> {
  const feed = useMemo(() => openFeed(theme, fold), [theme]);
  useEffect(() => feed.close, [feed]);
  return feed;
}
