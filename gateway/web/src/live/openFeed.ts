import { Code, ConnectError } from "@connectrpc/connect";
import { screens, sentenceOf } from "../rpc";
import { reloadWhenOutdated } from "../shell/freshness";
import { sessionEnded } from "../shell/session";
import { follow, type Feed } from "./feed";
import type { Fold } from "./standing";

/**
 * Follows a theme of the server, e.g. "440203/hotline/wall", until it is closed. The page goes to the sign-in when the
 * session has ended, and is reloaded when the connection was lost and the server has newer pages since. `missing` is
 * what the screen says while there is no such theme; without it, the server's own sentence.
 */
export function openFeed<T>(theme: string, fold: Fold<T>, missing?: string): Feed<T> {
  const feed = follow(
    ({ epoch, revision }, signal) => screens.watch({ theme, epoch, revision }, { signal }),
    fold,
    {
      onSignedOut: sessionEnded,
      sentence: (error) => (missing !== undefined && ConnectError.from(error).code === Code.NotFound ? missing : sentenceOf(error)),
    },
  );
  let lost = false;
  const stop = feed.link.subscribe(({ kind }) => {
    if (lost && (kind === "live" || kind === "partial" || kind === "building" || kind === "stale")) void reloadWhenOutdated();
    lost = kind === "lost" || kind === "refused";
  });
  return { ...feed, close: () => { stop(); feed.close(); } };
}
