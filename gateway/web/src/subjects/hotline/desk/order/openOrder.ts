import { batch, signal, type ReadonlySignal } from "@preact/signals";
import type { Order, StoryLine } from "../../../../gen/opscenter/v1/hotline_pb";

export type OrderState =
  | { readonly kind: "loading" }
  | { readonly kind: "ready" }
  /** There is none, or it is not for this account. */
  | { readonly kind: "missing"; readonly error: unknown }
  /** What is shown may be old. */
  | { readonly kind: "failed"; readonly error: unknown };

export interface OrderSource {
  readonly order: () => Promise<Order>;
  readonly story: () => Promise<readonly StoryLine[]>;
  /** Whether a failure means that there is no such order for this account. */
  readonly isMissing: (error: unknown) => boolean;
}

/** An order that somebody looks at: as it stands, its history, and what came while they looked. */
export class OpenOrder {
  readonly #source: OrderSource;
  readonly #order = signal<Order | undefined>(undefined);
  readonly #story = signal<readonly StoryLine[]>([]);
  readonly #state = signal<OrderState>({ kind: "loading" });
  readonly #news = signal<readonly StoryLine[]>([]);
  #reading: Promise<void> | undefined;
  #again = false;
  #own = 0n;
  #closed = false;

  readonly order: ReadonlySignal<Order | undefined> = this.#order;
  readonly story: ReadonlySignal<readonly StoryLine[]> = this.#story;
  readonly state: ReadonlySignal<OrderState> = this.#state;
  /** What others have done to it while it was open. */
  readonly news: ReadonlySignal<readonly StoryLine[]> = this.#news;

  constructor(source: OrderSource) {
    this.#source = source;
  }

  /** Reads it again; once more afterwards when it is being read. Completes when nothing is being read any more. */
  refresh(): Promise<void> {
    if (this.#reading) this.#again = true;
    return (this.#reading ??= this.#read().finally(() => (this.#reading = undefined)));
  }

  /** What the server answered to one's own deed. The history is read afterwards. */
  took(order: Order): void {
    this.#own = order.version;
    if (order.version >= (this.#order.peek()?.version ?? 0n)) this.#order.value = order;
    this.#news.value = [];
    void this.refresh();
  }

  /** The news was seen. */
  seen(): void {
    this.#news.value = [];
  }

  close(): void {
    this.#closed = true;
  }

  async #read(): Promise<void> {
    try {
      do {
        this.#again = false;
        const [order, story] = await Promise.all([this.#source.order(), this.#source.story()]);
        if (this.#closed) return;
        this.#show(order, story);
      } while (this.#again);
    } catch (error) {
      if (!this.#closed) this.#state.value = { kind: this.#source.isMissing(error) ? "missing" : "failed", error };
    }
  }

  #show(order: Order, story: readonly StoryLine[]): void {
    const known = this.#order.peek();
    batch(() => {
      // An answer that was overtaken by a newer one says nothing new.
      if (known === undefined || order.version >= known.version) this.#order.value = order;
      const version = story.at(-1)?.version ?? 0n;
      if (version >= (this.#story.peek().at(-1)?.version ?? 0n)) {
        const seen = this.#story.peek().at(-1)?.version;
        if (seen !== undefined) {
          const fresh = story.filter((line) => line.version > seen && line.version > this.#own);
          if (fresh.length > 0) this.#news.value = [...this.#news.peek(), ...fresh];
        }
        this.#story.value = story;
      }
      this.#state.value = { kind: "ready" };
    });
  }
}
