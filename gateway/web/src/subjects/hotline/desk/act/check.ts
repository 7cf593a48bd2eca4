import { dateOf, startOf } from "../moments";
import { asked, isRequired, type ActContext, type Ask, type Draft, type Faults } from "./draft";

/** What is wrong with a draft before it is sent; the server checks it again, and more. Pure. */
export function faultsOf(asks: readonly Ask[], draft: Draft, context: ActContext): Faults {
  const faults: { -readonly [K in keyof Faults]: Faults[K] } = {};
  for (const ask of asked(asks, draft, context)) {
    const fault = faultOf(ask, draft, context);
    if (fault) faults[ask.field] = fault;
  }
  return faults;
}

function faultOf(ask: Ask, draft: Draft, context: ActContext): string | undefined {
  const value = draft[ask.field];
  const missing = value === undefined || value === "" || (typeof value === "string" && value.trim() === "");
  if (missing) return isRequired(ask, draft) ? missingText(ask) : undefined;
  if (typeof value === "string" && ask.most !== undefined && [...value].length > ask.most)
    return `${ask.label}不超过 ${ask.most.toLocaleString("en")} 个字，现在有 ${[...value].length.toLocaleString("en")} 个。`;
  switch (ask.kind) {
    case "date": return dateFault(draft.until, context.now);
    case "days": return daysFault(draft.workingDays);
    case "order": return parentFault(draft.parent, context.order.summary?.number ?? "");
    case "departments": return draft.assisting.includes(draft.lead) ? `${context.nameOf(draft.lead)}是主办单位，不能同时协办。` : undefined;
    case "department": return ask.field === "proposed" && draft.proposed === context.acting ? "须建议另一个单位。" : undefined;
    default: return undefined;
  }
}

function missingText(ask: Ask): string {
  switch (ask.kind) {
    case "long": return `请填写${ask.label}。`;
    case "date": return `请填写${ask.label}。`;
    case "days": return "请填写工作日数。";
    default: return `请选择${ask.label}。`;
  }
}

function dateFault(until: string, now: number): string | undefined {
  if (startOf(until) === undefined) return "日期写成 2026-11-24 的样子。";
  return until <= dateOf(now) ? "要在今天之后。" : undefined;
}

function daysFault(text: string): string | undefined {
  const days = Number(text);
  return !(days > 0) || !Number.isInteger(days * 2) ? "工作日数须大于 0，以半日计，如 3 或 2.5。" : undefined;
}

function parentFault(parent: string, own: string): string | undefined {
  if (parent.trim() === own) return "不能并入自己。";
  return /^[A-Za-z0-9_-]{1,40}$/.test(parent.trim()) ? undefined : "这不是工单号。";
}
