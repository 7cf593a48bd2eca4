import type { HotlineSlice } from "../../../gen/opscenter/v1/hotline_pb";

/** The last level of a topic, "城乡建设/物业服务/停车管理" → "停车管理"; where it only says 其他, the level above too. */
export function topicLeaf(topic: string): string {
  const levels = topic.split("/").filter((level) => level !== "");
  const last = levels.at(-1) ?? "";
  return last.startsWith("其他") && levels.length > 1 ? `${levels.at(-2) ?? ""} · ${last}` : last || "未分类";
}

/** The first level of a topic that has several. */
export function topicRoot(topic: string): string {
  const levels = topic.split("/").filter((level) => level !== "");
  return levels.length > 1 ? (levels[0] ?? "") : "";
}

/** The name that a list gives to a code; what it does not know stays as it is. */
export function nameIn(slices: readonly HotlineSlice[] | undefined, code: string): string {
  return slices?.find((slice) => slice.code === code)?.name || code;
}

/** What a slice is called on the screen. */
export const sliceName = (slice: HotlineSlice): string => slice.name || slice.code || "未分类";

/** A town or street without its office: "新华街道办事处" → "新华街道", "龙归镇人民政府" → "龙归镇". */
export const townName = (name: string): string => name.replace(/(?<=..)(办事处|人民政府)$/u, "");

/** The same without its kind, where there is little room: "新华街道" → "新华". */
export const shortTown = (name: string): string => townName(name).replace(/(?<=..)(街道|镇|乡)$/u, "");
