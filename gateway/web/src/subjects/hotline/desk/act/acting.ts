import type { Order } from "../../../../gen/opscenter/v1/hotline_pb";
import type { ActionName } from "./actions";

const ofDepartments: readonly ActionName[] = ["claim", "refuse", "contact", "answer", "answer_assist", "ask_delay"];

/**
 * For which of one's own departments an action is done: the lead, when it is one's own; else one that assists and has not
 * answered. Empty for the actions of the centre, and for who has no department.
 */
export function actingFor(action: ActionName, order: Order, own: readonly string[]): string {
  if (!ofDepartments.includes(action)) return "";
  const lead = order.summary?.department ?? "";
  const assisting = order.assists.find((assist) => own.includes(assist.department) && assist.answer === "")?.department;
  if (action === "answer_assist") return assisting ?? "";
  return own.includes(lead) ? lead : (assisting ?? own[0] ?? "");
}
