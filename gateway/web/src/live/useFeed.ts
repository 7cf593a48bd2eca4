import { useEffect, useMemo } from "preact/hooks";
import { screens, sentenceOf } from "../rpc";
import { reloadWhenOutdated } from "../shell/freshness";
import { sessionEnded } from "../shell/session";
import { follow, type Feed } from "./feed";
import type { Fold } from "./standing";

/**
 * Follows a theme of the server, e.g. "440203/hotline/wall", for as long as the component is shown. The theme is that of
 * the first rendering: give the component a key when it may change.
 */
export function useFeed<T>(theme: string, fold: Fold<T>): Feed<T> {
  const feed = useMemo(() => follow(
    ({ epoch, revision }, signal) => screens.watch({ theme, epoch, revision }, { signal }),
    fold,
    { onSignedOut: sessionEnded, sentence: sentenceOf },
  ), []);
  useEffect(() => {
    let lost = false;
    const stop = feed.link.subscribe(({ kind }) => {
      if (lost && (kind === "live" || kind === "stale")) void reloadWhenOutdated();
      lost = kind === "lost" || kind === "refused";
    });
    return () => {
      stop();
      feed.close();
    };
  }, []);
  return feed;
}
