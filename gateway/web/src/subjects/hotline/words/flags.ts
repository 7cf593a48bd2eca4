import { OrderFlag, type OrderSummary } from "../../../gen/opscenter/v1/hotline_pb";

/** How a flag is shown: one character where there is no room, its name elsewhere. */
export interface FlagLook {
  readonly key: "urgent" | "secret" | "hard" | "supervised" | "delay" | "held" | "reopened" | "refused" | "not-assessed";
  readonly sign: string;
  readonly name: string;
}

/** The flags that a person sets, in the order of their weight. */
export const settableFlags = [
  { flag: OrderFlag.URGENT, key: "urgent", sign: "急", name: "紧急" },
  { flag: OrderFlag.SECRET, key: "secret", sign: "密", name: "保密" },
  { flag: OrderFlag.HARD, key: "hard", sign: "难", name: "疑难" },
  { flag: OrderFlag.NOT_ASSESSED, key: "not-assessed", sign: "免", name: "不纳入考核" },
] as const satisfies readonly (FlagLook & { readonly flag: OrderFlag })[];

/** All that sets an order apart, the weightiest first. */
export function flagsOf(order: OrderSummary): FlagLook[] {
  const [urgent, secret, hard, notAssessed] = settableFlags;
  const has = (flag: OrderFlag): boolean => order.flags.includes(flag);
  const looks: (FlagLook | false)[] = [
    has(urgent.flag) && urgent,
    order.supervised && { key: "supervised", sign: "督", name: "督办" },
    has(secret.flag) && secret,
    has(hard.flag) && hard,
    order.held && { key: "held", sign: "挂", name: "挂账，时限暂停" },
    order.delayPending && { key: "delay", sign: "延", name: "申请延期，待审批" },
    order.refusals > 0 && { key: "refused", sign: `退${order.refusals > 1 ? order.refusals : ""}`, name: `退单 ${order.refusals} 次` },
    order.round > 1 && { key: "reopened", sign: "重", name: `重办，第 ${order.round} 轮` },
    has(notAssessed.flag) && notAssessed,
  ];
  return looks.filter((look): look is FlagLook => look !== false);
}
