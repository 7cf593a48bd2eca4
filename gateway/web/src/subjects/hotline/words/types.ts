import { OrderType } from "../../../gen/opscenter/v1/hotline_pb";

const types: Partial<Record<OrderType, string>> = {
  [OrderType.INQUIRY]: "咨询",
  [OrderType.REQUEST]: "求助",
  [OrderType.COMPLAINT]: "投诉",
  [OrderType.REPORT]: "举报",
  [OrderType.SUGGESTION]: "建议",
};

/** What a kind of demand is called. */
export const typeName = (type: OrderType): string => types[type] ?? "未分类";
