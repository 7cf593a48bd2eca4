import { computed, signal, type ReadonlySignal } from "@preact/signals";

/** A part of a list, and the token of what follows; an empty token: this was the last. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next: string;
}

export interface PagedOptions<Row> {
  readonly read: (token: string, size: number, abort: AbortSignal) => Promise<Page<Row>>;
  readonly keyOf: (row: Row) => string;
  /** Rows that do not belong here are passed over. */
  readonly fits?: (row: Row) => boolean;
  /** A row that is the same as before keeps its identity, so that only what changed is drawn. */
  readonly same?: (before: Row, after: Row) => boolean;
  /** Rows that come at a time. */
  readonly pageSize: number;
  /** Most rows of one reading. */
  readonly largest: number;
  /** Most rows that are kept; who needs more must narrow the list. */
  readonly most: number;
}

export type PagedState =
  | { readonly kind: "loading" }
  | { readonly kind: "ready" }
  /** What is shown may be old; reading again may help. */
  | { readonly kind: "failed"; readonly error: unknown };

// How many pages without a fitting row are read for one request.
const patience = 20;

/**
 * A list that is read page by page and kept up to date: one reading at a time; reading again replaces as many rows as there
 * are in one step, so that nothing jumps while somebody looks.
 */
export class Paged<Row> {
  readonly #options: PagedOptions<Row>;
  readonly #rows = signal<readonly Row[]>([]);
  readonly #state = signal<PagedState>({ kind: "loading" });
  readonly #next = signal<string | undefined>("");
  #reading: AbortController | undefined;
  #again = false;

  readonly rows: ReadonlySignal<readonly Row[]> = this.#rows;
  readonly state: ReadonlySignal<PagedState> = this.#state;
  /** There is more to be had. */
  readonly more = computed(() => this.#next.value !== undefined && this.#rows.value.length < this.#options.most);
  /** As much is shown as can be; the list is longer. */
  readonly full = computed(() => this.#next.value !== undefined && this.#rows.value.length >= this.#options.most);

  constructor(options: PagedOptions<Row>) {
    this.#options = options;
  }

  /** Reads the next page. While something is read already, nothing. */
  loadMore(): Promise<void> {
    if (this.#reading || !this.more.value) return Promise.resolve();
    const before = this.#rows.value;
    return this.#reads(before, this.#next.value ?? "", before.length + this.#options.pageSize);
  }

  /** Reads again what is shown; once more afterwards when something is being read. */
  again(): Promise<void> {
    if (this.#reading) {
      this.#again = true;
      return Promise.resolve();
    }
    return this.#reads([], "", Math.max(this.#options.pageSize, this.#rows.value.length));
  }

  /** Puts what is known of a row in its place, when it is shown. */
  patch(row: Row): void {
    const key = this.#options.keyOf(row);
    if (this.#rows.value.some((one) => this.#options.keyOf(one) === key))
      this.#rows.value = this.#rows.value.map((one) => (this.#options.keyOf(one) === key ? row : one));
  }

  close(): void {
    this.#again = false;
    this.#reading?.abort();
  }

  async #reads(before: readonly Row[], from: string, wanted: number): Promise<void> {
    const { read, keyOf, fits, largest, pageSize, most } = this.#options;
    const reading = (this.#reading = new AbortController());
    if (this.#rows.value.length === 0) this.#state.value = { kind: "loading" };
    const target = Math.min(wanted, most);
    const found = new Map(before.map((row) => [keyOf(row), row]));
    let token = from;
    try {
      for (let pages = 0; pages < patience; pages++) {
        const missing = target - found.size;
        const page = await read(token, Math.min(largest, fits ? Math.max(pageSize, missing) : missing), reading.signal);
        if (reading.signal.aborted) return;
        // A row that has moved behind a page border comes twice; what came last is true.
        for (const row of page.rows) if (!fits || fits(row)) found.set(keyOf(row), row);
        token = page.next;
        if (token === "" || found.size >= target) break;
      }
      this.#rows.value = this.#kept([...found.values()]);
      this.#next.value = token === "" ? undefined : token;
      this.#state.value = { kind: "ready" };
    } catch (error) {
      if (!reading.signal.aborted) this.#state.value = { kind: "failed", error };
    } finally {
      this.#reading = undefined;
    }
    if (this.#again && !reading.signal.aborted) {
      this.#again = false;
      await this.again();
    }
  }

  #kept(rows: readonly Row[]): readonly Row[] {
    const { keyOf, same } = this.#options;
    if (!same) return rows;
    const known = new Map(this.#rows.value.map((row) => [keyOf(row), row]));
    return rows.map((row) => {
      const before = known.get(keyOf(row));
      return before && same(before, row) ? before : row;
    });
  }
}

/** Where somebody stands in a list: on a row, and at which place it was seen last. */
export interface Place {
  readonly key: string;
  readonly index: number;
}

/** The place after the list was read again: the row, wherever it is now; else what stands where it stood. Pure. */
export function keepPlace(place: Place | undefined, keys: readonly string[]): Place | undefined {
  if (place === undefined) return keys[0] === undefined ? undefined : { key: keys[0], index: 0 };
  const index = keys.indexOf(place.key);
  return index < 0 ? place : { key: place.key, index };
}

/** The row at a place; of one that is gone, what has taken its place. Pure. */
export function rowAt(place: Place | undefined, keys: readonly string[]): string | undefined {
  if (place === undefined) return keys[0];
  return keys.includes(place.key) ? place.key : keys[Math.min(place.index, keys.length - 1)];
}

/** One step on or back (`by` 1 or −1). From a row that is gone, "on" leads to the one that has taken its place. Pure. */
export function stepFrom(place: Place | undefined, keys: readonly string[], by: 1 | -1): Place | undefined {
  if (keys.length === 0) return undefined;
  const here = place === undefined ? -1 : keys.indexOf(place.key);
  const wanted = here >= 0 ? here + by : place === undefined ? 0 : by > 0 ? place.index : place.index - 1;
  const index = Math.min(keys.length - 1, Math.max(0, wanted));
  const key = keys[index];
  return key === undefined ? undefined : { key, index };
}
