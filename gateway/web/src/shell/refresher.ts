/** When what was read must be read again, because something has changed. All times in milliseconds. */
export interface RefresherOptions {
  /** Least time between two readings. */
  readonly pause: number;
  /**
   * So long after the last change it is read once more: a table that lists are read from may be a moment behind what told of the change.
   */
  readonly settle: number;
  /** Nobody looks at a hidden page: it reads when it is shown again. */
  readonly hidden?: () => boolean;
}

export interface Refresher {
  /** Something has changed. */
  touch(): void;
  /** The page is shown again. */
  shown(): void;
  close(): void;
}

export function refresher(read: () => void, { pause, settle, hidden = () => false }: RefresherOptions): Refresher {
  let readAt = -Infinity;
  let soon: ReturnType<typeof setTimeout> | undefined;
  let late: ReturnType<typeof setTimeout> | undefined;
  let owed = false;
  const run = (): void => {
    clearTimeout(soon);
    soon = undefined;
    owed = hidden();
    if (owed) return;
    readAt = Date.now();
    read();
  };
  return {
    touch() {
      const wait = readAt + pause - Date.now();
      if (wait <= 0) run();
      else soon ??= setTimeout(run, wait);
      clearTimeout(late);
      late = setTimeout(run, settle);
    },
    shown() {
      if (owed) run();
    },
    close() {
      clearTimeout(soon);
      clearTimeout(late);
    },
  };
}
