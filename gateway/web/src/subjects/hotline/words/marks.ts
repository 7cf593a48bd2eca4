import { ClockMark } from "../../../gen/opscenter/v1/hotline_pb";

/** How the mark of a clock is shown: by word, by shape and by colour, so that none of them is needed alone. */
export interface MarkLook {
  readonly key: "none" | "warning" | "yellow" | "red";
  readonly label: string;
  /** Path of the shape in a 16 × 16 box. */
  readonly shape: string;
}

const looks: Record<ClockMark, MarkLook> = {
  [ClockMark.CLOCK_MARK_UNSPECIFIED]: { key: "none", label: "正常", shape: "M8 5.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5z" },
  [ClockMark.CLOCK_WARNING]: { key: "warning", label: "预警", shape: "M8 .8L15.2 8L8 15.2L.8 8zM8 4.2L4.2 8L8 11.8L11.8 8z" },
  [ClockMark.CLOCK_YELLOW]: { key: "yellow", label: "黄牌", shape: "M8 .8L15.2 8L8 15.2L.8 8z" },
  [ClockMark.CLOCK_RED]: { key: "red", label: "红牌", shape: "M8 1L15.6 14.5H.4z" },
};

export function lookOf(mark: ClockMark): MarkLook {
  return looks[mark] ?? looks[ClockMark.CLOCK_MARK_UNSPECIFIED];
}

/** Whether a clock has run out. */
export const isOverdue = (mark: ClockMark): boolean => mark === ClockMark.CLOCK_YELLOW || mark === ClockMark.CLOCK_RED;
