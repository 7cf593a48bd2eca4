import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { ClockMark, ListOrdersRequestSchema, type ListOrdersRequest, type OrderStage } from "../../../gen/opscenter/v1/hotline_pb";
import { centre } from "./desks";
import { startOf } from "./moments";
import type { Queue } from "./queues";

/** What narrows a list; it stands in the address, so that a list can be come back to and handed on. */
export interface Filters {
  readonly text: string;
  readonly topic: string;
  readonly place: string;
  readonly department: string;
  /** At least this mark: "", "warning", "yellow", "red". */
  readonly mark: string;
  /** Number of a stage; only where a queue has all of them. */
  readonly stage: string;
  /** "1": only urgent ones. */
  readonly urgent: string;
  /** "1": only open ones. */
  readonly open: string;
  /** Local dates of the call, both included. */
  readonly from: string;
  readonly to: string;
  /** "due", "newest", "oldest"; empty: as the queue has it. */
  readonly sort: string;
}

export const noFilters: Filters = {
  text: "",
  topic: "",
  place: "",
  department: "",
  mark: "",
  stage: "",
  urgent: "",
  open: "",
  from: "",
  to: "",
  sort: "",
};

// "q" is what people know from elsewhere.
const names: Record<keyof Filters, string> = {
  text: "q",
  topic: "topic",
  place: "place",
  department: "department",
  mark: "mark",
  stage: "stage",
  urgent: "urgent",
  open: "open",
  from: "from",
  to: "to",
  sort: "sort",
};
const keys = Object.keys(names) as (keyof Filters)[];

export const marks: Readonly<Record<string, ClockMark>> = {
  warning: ClockMark.CLOCK_WARNING,
  yellow: ClockMark.CLOCK_YELLOW,
  red: ClockMark.CLOCK_RED,
};

/** The filters in the search part of an address. */
export function filtersOf(search: string): Filters {
  const asked = new URLSearchParams(search);
  return Object.fromEntries(keys.map((key) => [key, asked.get(names[key])?.trim() ?? ""])) as unknown as Filters;
}

/** The search part of an address with these filters and what else stands in it; empty when there is none. */
export function searchOf(filters: Filters, more: Readonly<Record<string, string>> = {}): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(more)) if (value !== "") asked.set(name, value);
  for (const key of keys) if (filters[key] !== "") asked.set(names[key], filters[key]);
  const text = asked.toString();
  return text === "" ? "" : `?${text}`;
}

/** How many filters narrow the list, besides the words that are searched for and the order. */
export const countOf = (filters: Filters): number => keys.filter((key) => key !== "text" && key !== "sort" && filters[key] !== "").length;

/** What is wrong with filters, in one sentence; empty: nothing. */
export function complaintOf(filters: Filters): string {
  const words = filters.text.split(/\s+/).filter((word) => word !== "");
  if (words.length > 5) return "最多搜索 5 个词。";
  if (words.some((word) => [...word].length > 20)) return "每个词不超过 20 个字。";
  const [from, to] = [startOf(filters.from), startOf(filters.to)];
  if ((filters.from !== "" && from === undefined) || (filters.to !== "" && to === undefined)) return "日期写成 2026-11-24 的样子。";
  if (from !== undefined && to !== undefined && to < from) return "结束日期在开始日期之前。";
  return "";
}

/** What to ask the server for a page of a queue. */
export function requestOf(
  district: string,
  desk: string,
  queue: Queue,
  filters: Filters,
  pageToken: string,
  pageSize: number,
): ListOrdersRequest {
  const stage = Number(filters.stage);
  const [from, to] = [startOf(filters.from), startOf(filters.to)];
  return create(ListOrdersRequestSchema, {
    district,
    stages: queue.stages.length > 0 ? [...queue.stages] : stage > 0 ? [stage as OrderStage] : [],
    department: desk === centre ? filters.department : desk,
    topic: filters.topic,
    place: filters.place,
    text: filters.text,
    mark: marks[filters.mark] ?? ClockMark.CLOCK_MARK_UNSPECIFIED,
    onlyOpen: queue.onlyOpen === true || filters.open === "1",
    onlyDelayPending: queue.onlyDelayPending === true,
    onlyUrgent: filters.urgent === "1",
    ...(from === undefined ? {} : { receivedFrom: timestampFromMs(from) }),
    // The day itself is included, the contract's end is not.
    ...(to === undefined ? {} : { receivedTo: timestampFromMs(to + 24 * 3_600_000) }),
    sort: sortOf(queue, filters),
    pageSize,
    pageToken,
  });
}

/** The order of the list: what is due first; where everything is shown, the newest first. */
export const sortOf = (queue: Queue, filters: Filters): string =>
  filters.sort || (queue.key === "all" && filters.open !== "1" ? "newest" : "due");

/** The number of an order, when what is searched for can be one; empty: it cannot. */
export function numberIn(text: string): string {
  const word = text.trim();
  return /^(?=.*\d{4})[A-Za-z0-9_-]{6,40}$/.test(word) ? word : "";
}
