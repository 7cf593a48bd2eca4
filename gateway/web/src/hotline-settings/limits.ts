import type { LimitInfo } from "../gen/opscenter/v1/hotline_pb";

/** The limits as a table: a row for each name in the order of the newest set, a column for each day from which a set is in force, oldest first. */
export function limitTable(limits: readonly Pick<LimitInfo, "name" | "limit" | "from">[]): { readonly days: string[]; readonly rows: { readonly name: string; readonly limits: (string | undefined)[] }[] } {
  const days = [...new Set(limits.map(({ from }) => from))].sort();
  const newest = days.at(-1);
  const names = new Set([...limits.filter(({ from }) => from === newest), ...limits].map(({ name }) => name));
  return { days, rows: [...names].map((name) => ({ name, limits: days.map((day) => limits.find((limit) => limit.name === name && limit.from === day)?.limit) })) };
}
