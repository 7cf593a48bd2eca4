import { WindowStatus } from "../../../gen/opscenter/v1/hall_pb";

/** How a window's state is shown: by word, by shape and by colour, so that none of them is needed alone. */
export interface StateLook {
  readonly key: "serving" | "calling" | "idle" | "paused" | "closed";
  readonly label: string;
  /** Path of the shape in a 16 × 16 box. */
  readonly shape: string;
}

const looks = {
  serving: { key: "serving", label: "办理", shape: "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12z" },
  calling: { key: "calling", label: "呼叫", shape: "M3 1.5L15 8L3 14.5z" },
  idle: { key: "idle", label: "空闲", shape: "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12zM8 4.4a3.6 3.6 0 1 1 0 7.2a3.6 3.6 0 1 1 0-7.2z" },
  paused: { key: "paused", label: "暂停", shape: "M3 2h3.6v12h-3.6zM9.4 2h3.6v12h-3.6z" },
  closed: { key: "closed", label: "未开", shape: "M2.5 6.8h11v2.4h-11z" },
} as const satisfies Record<StateLook["key"], StateLook>;

/** In the order of how alive a window is. */
export const allStates: readonly StateLook[] = [looks.serving, looks.calling, looks.idle, looks.paused, looks.closed];

export function lookOf(status: WindowStatus | undefined): StateLook {
  switch (status) {
    case WindowStatus.SERVING: return looks.serving;
    case WindowStatus.CALLING: return looks.calling;
    case WindowStatus.IDLE: return looks.idle;
    case WindowStatus.PAUSED: return looks.paused;
    default: return looks.closed;
  }
}

/** From this many standard deviations on a window is marked as busier or idler than its zone. */
export const deviates = 1.5;
