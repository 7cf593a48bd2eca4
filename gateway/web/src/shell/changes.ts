import type { HistoryEvent } from "../gen/opscenter/v1/admin_pb";
import { history } from "../rpc";
import { hasRole } from "./session";
import { localDay } from "./time";

const pageSize = 1000;
/** Nobody waits for more of a long history than this: the sentence is a courtesy. */
const mostPages = 20;

/**
 * When and by whom events of a kind came into an actor's history, "2026-11-30 由 operator", by what `keyOf` reads off each; of each key the
 * last. Empty when it is not for this account to see.
 */
export async function changesOf(
  stream: string,
  kind: string,
  keyOf: (event: HistoryEvent) => string = () => "",
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  // Who may not read histories does not ask: a refusal would stand in the audit trail.
  if (!hasRole("operator", "auditor")) return found;
  try {
    let after = 0n;
    for (let page = 0; page < mostPages; page++) {
      const { events, more } = await history.listHistory({ stream, afterVersion: after, pageSize });
      for (const event of events)
        if (event.kind === kind && event.occurredAt) found.set(keyOf(event), `${localDay(event.occurredAt)} 由 ${event.actor}`);
      after = events.at(-1)?.version ?? after;
      if (!more) break;
    }
  } catch {
    // The page says the rest without it.
  }
  return found;
}
