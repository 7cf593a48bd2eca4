import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { dayTime } from "../words/moments";

/** An event of a round in words. */
export interface Happening {
  readonly text: string;
  /** Of the file that was sent. */
  readonly hash?: string;
}

type Payload = Readonly<Record<string, unknown>>;

const textOf = (payload: Payload, key: string): string => (typeof payload[key] === "string" || typeof payload[key] === "number" ? String(payload[key]) : "");
const countOf = (payload: Payload, key: string): number => (Array.isArray(payload[key]) ? payload[key].length : 0);
const momentOf = (payload: Payload, key: string): string => {
  const at = Date.parse(textOf(payload, key));
  return Number.isNaN(at) ? "" : dayTime(timestampFromMs(at));
};

/** What a kind that is not known here is, stands as it is. */
export function happeningOf(kind: string, payload: Payload): Happening {
  switch (kind) {
    case "filings.round-opened":
      return { text: `下发给 ${countOf(payload, "places")} 个地方，${momentOf(payload, "dueAt")} 截止，${momentOf(payload, "lockAt")} 锁定` };
    case "filings.round-due-moved":
      return { text: `截止改为 ${momentOf(payload, "dueAt")}${textOf(payload, "reason") && `：${textOf(payload, "reason")}`}` };
    case "filings.round-places-changed": {
      const [added, removed] = [countOf(payload, "added"), countOf(payload, "removed")];
      return { text: [textOf(payload, "reason") || "区划变动", added > 0 && `增加 ${added} 个地方`, removed > 0 && `减少 ${removed} 个地方`].filter(Boolean).join("，") };
    }
    case "filings.round-reported":
      return { text: `第 ${textOf(payload, "report")} 次报送：${textOf(payload, "fileName")}，${textOf(payload, "places")} 份${textOf(payload, "layout") && `，版式“${textOf(payload, "layout")}”`}`, hash: textOf(payload, "hash") };
    default:
      return { text: kind };
  }
}
