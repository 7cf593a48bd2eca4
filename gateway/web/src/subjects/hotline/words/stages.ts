import { OrderStage } from "../../../gen/opscenter/v1/hotline_pb";

const stages: Partial<Record<OrderStage, string>> = {
  [OrderStage.AWAITING_ACCEPTANCE]: "待受理",
  [OrderStage.AWAITING_DISPATCH]: "待派单",
  [OrderStage.AWAITING_CLAIM]: "待签收",
  [OrderStage.REFUSAL_PENDING]: "退单待审",
  [OrderStage.ADJUDICATION]: "会商",
  [OrderStage.IN_PROGRESS]: "办理中",
  [OrderStage.AWAITING_REVIEW]: "待审核",
  [OrderStage.AWAITING_CALLBACK]: "待回访",
  [OrderStage.MERGED]: "已并单",
  [OrderStage.ORDER_CLOSED]: "已办结",
  [OrderStage.ARCHIVED]: "已归档",
  [OrderStage.DECLINED]: "不受理",
};

/** What a stage is called; empty for one that a newer server invented. */
export const stageName = (stage: OrderStage): string => stages[stage] ?? "";
