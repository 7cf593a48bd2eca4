import { effect, signal, type Signal } from "@preact/signals";
import { session } from "../../../../shell/session";
import type { ActionName } from "./actions";
import type { Draft } from "./draft";

// What was written and not sent waits here, in memory only, for who comes back to it.
const drafts = new Map<string, Signal<Draft>>();
const mostDrafts = 50;

effect(() => {
  // The next one at this browser shall not find them.
  if (session.value === null) drafts.clear();
});

/** The draft of a form for an order; begun when there is none. */
export function draftOf(number: string, action: ActionName, begin: () => Draft): Signal<Draft> {
  const key = `${number} ${action}`;
  let draft = drafts.get(key);
  if (!draft) {
    draft = signal(begin());
    drafts.set(key, draft);
    const oldest = drafts.keys().next();
    if (drafts.size > mostDrafts && !oldest.done) drafts.delete(oldest.value);
  }
  return draft;
}

/** It was sent: the next form starts over. */
export const forgetDraft = (number: string, action: ActionName): boolean => drafts.delete(`${number} ${action}`);
