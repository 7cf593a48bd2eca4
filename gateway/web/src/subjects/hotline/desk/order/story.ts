import type { StoryLine } from "../../../../gen/opscenter/v1/hotline_pb";
import { millis } from "../../../../shell/time";

/** What kind of step it was, for the eye: a mark of a clock, something that turned the order back, a deed, or a note of the product. */
export type StepKind = "red" | "yellow" | "warning" | "back" | "deed" | "note";

/** Read off the sentence's beginning for marks, and off the kind for the rest; a kind that is not known is a deed. Pure. */
export function stepKind(line: Pick<StoryLine, "kind" | "text">): StepKind {
  if (line.text.startsWith("红牌")) return "red";
  if (line.text.startsWith("黄牌")) return "yellow";
  if (line.text.startsWith("预警")) return "warning";
  const kind = line.kind.replace(/^hotline\./, "");
  if (backKinds.includes(kind)) return "back";
  return noteKinds.includes(kind) ? "note" : "deed";
}

const backKinds: readonly string[] = [
  "order-refused",
  "answer-returned",
  "order-reopened",
  "order-declined",
  "refusal-overruled",
  "delay-denied",
  "returned-to-board",
];
const noteKinds: readonly string[] = ["result-delivered", "precedent-recorded", "repeat-answered", "deadline-moved", "deadline-marked"];

/** What the product itself notes on an order; nobody has done anything with it. */
export const isNote = (line: Pick<StoryLine, "kind" | "text" | "actor">): boolean =>
  ["note", "red", "yellow", "warning"].includes(stepKind(line)) || (isProduct(line.actor) && line.kind === "hotline.order-urged");

/** Who it was, for people: parts of the product are "系统". */
export const actorName = (actor: string): string => (isProduct(actor) ? "系统" : actor);

const isProduct = (actor: string): boolean => actor.startsWith("hotline.");

/** A line that reached us later than it happened by more than a minute says so. */
export function lateBy(line: Pick<StoryLine, "at" | "recordedAt">): boolean {
  const [at, recorded] = [millis(line.at), millis(line.recordedAt)];
  return at !== undefined && recorded !== undefined && recorded - at > 60_000;
}
