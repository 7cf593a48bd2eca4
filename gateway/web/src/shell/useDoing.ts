import { useSignal, type ReadonlySignal } from "@preact/signals";
import { isSignedOut, sentenceOf, violationsOf } from "../rpc";
import { sessionEnded } from "./session";

export interface Said {
  readonly text: string;
  readonly good: boolean;
}

export interface Doing {
  readonly said: ReadonlySignal<Said | undefined>;
  readonly busy: ReadonlySignal<boolean>;
  readonly doing: (what: () => Promise<string>) => Promise<boolean>;
}

/** Does something that somebody asked for and says what came of it; true: it was done. */
export function useDoing(): Doing {
  const said = useSignal<Said | undefined>(undefined);
  const busy = useSignal(false);
  const doing = async (what: () => Promise<string>): Promise<boolean> => {
    if (busy.value) return false;
    busy.value = true;
    said.value = undefined;
    try {
      const text = await what();
      said.value = text === "" ? undefined : { text, good: true };
      return true;
    } catch (error) {
      if (isSignedOut(error)) sessionEnded();
      const faults = violationsOf(error);
      said.value = { text: faults.length > 0 ? faults.map((fault) => fault.sentence).join("；") : sentenceOf(error), good: false };
      return false;
    } finally {
      busy.value = false;
    }
  };
  return { said, busy, doing };
}
