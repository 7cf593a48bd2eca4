import type { Violation } from "../../rpc";
import type { Draft, DraftField, Faults } from "./draft";
import { emptyDraft } from "./draft";

/**
 * The server's complaints at the fields that they are about: "refuse.clause" and "clause" are both the clause. What is about
 * no field of the form is for the form as a whole.
 */
export function faultsFrom(violations: readonly Violation[], shown: readonly DraftField[]): { faults: Faults; rest: readonly string[] } {
  const faults: Partial<Record<keyof Draft, string>> = {};
  const rest: string[] = [];
  for (const { place, sentence } of violations) {
    const field = fieldOf(place);
    if (field && shown.includes(field)) faults[field] ??= sentence;
    else rest.push(sentence);
  }
  return { faults, rest };
}

function fieldOf(place: string): DraftField | undefined {
  const last = place.split(".").at(-1)?.replace(/\[\d*\]$/, "").replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) ?? "";
  return Object.hasOwn(emptyDraft, last) ? (last as DraftField) : undefined;
}
