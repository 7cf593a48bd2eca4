import { signal, type Signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { isSignedOut, sentenceOf } from "../rpc";
import { sessionEnded } from "./session";

/** What was asked of the server, and how to ask again. */
export interface Asked<T> {
  readonly value: Signal<T | undefined>;
  readonly failure: Signal<string>;
  readonly again: () => Promise<void>;
}

/** Asks when it is first shown and whenever what it depends on changes; an answer that comes late is dropped. */
export function useAsked<T>(ask: () => Promise<T>, of: readonly unknown[]): Asked<T> {
  const asked = useMemo(() => {
    const value = signal<T | undefined>(undefined);
    const failure = signal("");
    return { value, failure, turn: { now: 0 } };
  }, []);
  const again = async (): Promise<void> => {
    const turn = ++asked.turn.now;
    try {
      const answer = await ask();
      if (turn !== asked.turn.now) return;
      asked.value.value = answer;
      asked.failure.value = "";
    } catch (error) {
      if (turn !== asked.turn.now) return;
      if (isSignedOut(error)) return sessionEnded();
      asked.failure.value = sentenceOf(error);
    }
  };
  useEffect(() => {
    void again();
    return () => { asked.turn.now++; };
  }, of);
  return { value: asked.value, failure: asked.failure, again };
}
