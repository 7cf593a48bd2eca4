import { parts, pathTo } from "../../../shell/paths";
import { filtersOf, searchOf, type Filters } from "./filters";
import { isQueue, type QueueKey } from "./queues";

/** What the pages of orders show. */
export type DeskView =
  | { readonly kind: "queue"; readonly queue: QueueKey | undefined; readonly number: string | undefined }
  | { readonly kind: "order"; readonly number: string }
  | { readonly kind: "precedents" }
  | { readonly kind: "duties" };

export interface DeskAddress {
  readonly district: string | undefined;
  /** The desk that is looked at; empty: one's own. */
  readonly at: string;
  readonly view: DeskView;
  readonly filters: Filters;
}

/** "/desk/440203/claim/GD1?at=ZJJ&q=…": queue and order; also "/desk/440203/order/GD1", "…/precedents", "…/duties". */
export function addressAt(path: string, search: string): DeskAddress {
  const [, district, first, second] = parts(path);
  const view: DeskView =
    first === "order" && second !== undefined ? { kind: "order", number: second }
    : first === "precedents" || first === "duties" ? { kind: first }
    : { kind: "queue", queue: isQueue(first) ? first : undefined, number: isQueue(first) ? second : undefined };
  return { district, at: new URLSearchParams(search).get("at") ?? "", view, filters: filtersOf(search) };
}

export const queuePath = (district: string, queue: QueueKey, number?: string): string =>
  number === undefined ? pathTo("desk", district, queue) : pathTo("desk", district, queue, number);

export const orderPath = (district: string, number: string): string => pathTo("desk", district, "order", number);

/** The search part for the same desk with filters. */
export const searchAt = (at: string, filters: Filters): string => searchOf(filters, { at });
