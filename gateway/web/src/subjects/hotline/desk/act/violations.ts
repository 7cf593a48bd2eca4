import type { Violation } from "../../../../rpc";
import type { Draft, DraftField, Faults } from "./draft";
import { emptyDraft } from "./draft";

/** What a server's no is about. */
export interface Complaint {
  readonly violations: readonly Violation[];
  /** The stable reason of a refusal, e.g. "UNKNOWN_CLAUSE". */
  readonly reason: string;
  /** The refusal as one sentence. */
  readonly sentence: string;
}

/**
 * The server's complaints at the fields that they are about: "refuse.clause" and "clause" are both the clause. A refusal by the
 * order's rules names no field; its reason says which one it is about. What is about no field that is shown is for the form as a whole.
 */
export function faultsFrom(
  { violations, reason, sentence }: Complaint,
  shown: readonly DraftField[],
): { faults: Faults; rest: readonly string[] } {
  const faults: Partial<Record<keyof Draft, string>> = {};
  const rest: string[] = [];
  const all =
    violations.length > 0
      ? violations.map((violation) => ({ field: fieldOf(violation.place), sentence: violation.sentence }))
      : [{ field: aboutOf(reason, shown), sentence }];
  for (const one of all) {
    if (one.field && shown.includes(one.field)) faults[one.field] ??= one.sentence;
    else rest.push(one.sentence);
  }
  return { faults, rest };
}

function fieldOf(place: string): DraftField | undefined {
  const last = place.split(".").at(-1)?.replace(/\[\d*\]$/, "").replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) ?? "";
  return Object.hasOwn(emptyDraft, last) ? (last as DraftField) : undefined;
}

// Of several the first that the form has.
const about: Readonly<Record<string, readonly DraftField[]>> = {
  UNKNOWN_CLAUSE: ["clause"],
  UNKNOWN_DEPARTMENT: ["proposed", "lead", "department"],
  PROPOSES_ITSELF: ["proposed"],
  LEAD_IS_NO_ASSIST: ["assisting", "department"],
  ALREADY_ASSISTING: ["department"],
  TOO_MANY_ASSISTS: ["assisting", "department"],
  NO_TOPIC: ["makesPrecedent"],
  ASSIST_OWED: ["closeAssists"],
  INVALID_DAYS: ["workingDays"],
  INVALID_UNTIL: ["until"],
  INVALID_PARENT: ["parent"],
  UNKNOWN_ORDER: ["parent"],
  REASON_NEEDED: ["reason"],
  ANSWER_NEEDED: ["text"],
  TOO_LONG: ["text", "reason", "note"],
  NOT_REACHED: ["reached"],
};

const aboutOf = (reason: string, shown: readonly DraftField[]): DraftField | undefined =>
  about[reason]?.find((field) => shown.includes(field));
