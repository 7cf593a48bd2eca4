import type { ClockMark } from "../../../gen/opscenter/v1/hotline_pb";
import { lookOf } from "../words/marks";
import { Shape } from "../../../shell/Shape";

/** The mark of a clock: its shape, and its word where there is room; nothing for one that is in time. */
export function Mark({ mark, word }: { mark: ClockMark; word?: boolean }) {
  const look = lookOf(mark);
  if (look.key === "none") return null;
  return (
    <span class={`mark m-${look.key}`} title={look.label}>
      <Shape d={look.shape} />
      <span class={word ? "" : "unseen"}>{look.label}</span>
    </span>
  );
}
