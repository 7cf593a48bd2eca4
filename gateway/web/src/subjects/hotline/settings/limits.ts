import type { LimitInfo } from "../../../gen/opscenter/v1/hotline_pb";

export interface LimitTable {
  /** Days from which a set is in force, oldest first: the columns. */
  readonly days: string[];
  /** A row for each name, in the order of the newest set. */
  readonly rows: { readonly name: string; readonly limits: (string | undefined)[] }[];
}

/** The limits as a table. */
export function limitTable(limits: readonly Pick<LimitInfo, "name" | "limit" | "from">[]): LimitTable {
  const days = [...new Set(limits.map(({ from }) => from))].sort();
  const newest = days.at(-1);
  const names = new Set([...limits.filter(({ from }) => from === newest), ...limits].map(({ name }) => name));
  const limitOf = (name: string, day: string): string | undefined =>
    limits.find((limit) => limit.name === name && limit.from === day)?.limit;
  return { days, rows: [...names].map((name) => ({ name, limits: days.map((day) => limitOf(name, day)) })) };
}
