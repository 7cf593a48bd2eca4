import { Code, ConnectError } from "@connectrpc/connect";

/** How a request ended. */
export type Outcome<Answer> =
  | { readonly kind: "done"; readonly answer: Answer }
  /** The order has gone on since it was looked at. */
  | { readonly kind: "overtaken"; readonly error: unknown }
  /** The server says no, and why. */
  | { readonly kind: "refused"; readonly error: unknown }
  /** Nobody knows whether it was done; the same request may be sent again. */
  | { readonly kind: "unknown"; readonly error: unknown }
  | { readonly kind: "signed-out"; readonly error: unknown };

const unknownCodes: readonly Code[] = [Code.Unavailable, Code.Unknown, Code.DeadlineExceeded, Code.Canceled, Code.Internal];

/** What a failure says about the request. Pure. */
export function outcomeOf(error: unknown): Exclude<Outcome<never>, { kind: "done" }> {
  const code = ConnectError.from(error).code;
  if (code === Code.Unauthenticated) return { kind: "signed-out", error };
  if (code === Code.Aborted) return { kind: "overtaken", error };
  return { kind: unknownCodes.includes(code) ? "unknown" : "refused", error };
}

/** Pauses before the repeats of a request that found no server, milliseconds. */
export const repeatAfter: readonly number[] = [400, 1_600];

/**
 * Sends a request; where it is not known whether it arrived, sends it again. It carries its id, so that the server answers a
 * repeat like the first.
 */
export async function sendWish<Answer>(
  send: () => Promise<Answer>, pause: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
): Promise<Outcome<Answer>> {
  for (let attempt = 0; ; attempt++) {
    try {
      return { kind: "done", answer: await send() };
    } catch (error) {
      const outcome = outcomeOf(error);
      const wait = repeatAfter[attempt];
      // A bug does not mend itself within a second.
      if (outcome.kind !== "unknown" || wait === undefined || ConnectError.from(error).code === Code.Internal) return outcome;
      await pause(wait);
    }
  }
}

/** Ids of requests: a request keeps its id until it is known how it ended; one with other contents is another request. */
export class RequestIds {
  readonly #make: () => string;
  #open: { readonly request: string; readonly id: string } | undefined;

  constructor(make: () => string = () => crypto.randomUUID()) {
    this.#make = make;
  }

  /** The id of a request; `request` is all that it consists of, as one text. */
  idOf(request: string): string {
    if (this.#open?.request !== request) this.#open = { request, id: this.#make() };
    return this.#open.id;
  }

  /** It is known how the request ended. */
  ended(): void {
    this.#open = undefined;
  }
}
