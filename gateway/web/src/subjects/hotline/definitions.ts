import type { Definition } from "../../shell/definition";

/** The numbers of the 12345 hotline. Rates of nothing are not shown as 0 but as “—”. */
export const definitions = {
  received_today: { name: "今日受理", formula: "当日来电的工单数；去年同日 = 去年同一日期、到同一时刻止", unit: "件" },
  received_year: { name: "今年受理", formula: "今年 1 月 1 日以来的来电工单数；去年 = 去年同期，到同一日期、同一时刻止；百分数 =（今年 − 去年）÷ 去年", unit: "件" },
  closed_today: { name: "今日办结", formula: "当日办结的工单数", unit: "件" },
  open: { name: "在办", formula: "尚未办结、也不是不受理的工单数；已并单而等主单结果的仍在办", unit: "件" },
  due_today: { name: "今日到期", formula: "在办、办结期限在今天的工单数", unit: "件" },
  warning: { name: "预警", formula: "在办、离办结期限不足预警时间（缺省 1 个工作日）的工单数", unit: "件" },
  yellow: { name: "黄牌", formula: "在办、已超办结期限但未到红牌的工单数", unit: "件" },
  red: { name: "红牌", formula: "在办、超办结期限已久（缺省 2 个工作日）的工单数", unit: "件" },
  overdue: { name: "超期", formula: "在办、已超办结期限的工单数 = 黄牌 + 红牌；工作日按国务院放假安排计", unit: "件" },
  unclaimed: { name: "待签收", formula: "已派单、承办单位还没有签收（认领）的工单数；时钟自派单起走", unit: "件" },
  unclaimed_overdue: { name: "超时未签收", formula: "待签收、已超签收时限（缺省 1 个工作日，紧急 2 小时）的工单数", unit: "件" },
  unclaimed_age: { name: "待签收时长", formula: "数据时钟 − 派单时间，每秒更新；按自然时间计，超时与否按工作日计", unit: "天时分" },
  waiting_age: { name: "在办时长", formula: "数据时钟 − 来电时间；按自然时间计", unit: "天时分" },
  stages: { name: "办理环节", formula: "在办工单现在所处的环节；一件工单在任何时刻只在一个环节", unit: "件" },
  awaiting_acceptance: { name: "待受理", formula: "等待热线中心受理的工单数", unit: "件" },
  awaiting_dispatch: { name: "待派单", formula: "已受理、等待派给承办单位的工单数", unit: "件" },
  refusal_pending: { name: "退单待审", formula: "承办单位依权责清单条款退单、等待审核的工单数", unit: "件" },
  adjudication: { name: "会商", formula: "再次退单、由区级会商裁定责任单位的工单数；裁定即成先例", unit: "件" },
  in_progress: { name: "办理中", formula: "承办单位已签收、正在办理的工单数（含挂账）", unit: "件" },
  awaiting_review: { name: "待审核", formula: "已答复、等待审核的工单数", unit: "件" },
  awaiting_callback: { name: "待回访", formula: "答复已审核、等待回访的工单数", unit: "件" },
  merged: { name: "并单", formula: "并入他单、等待主单结果的工单数；每位来电人都要回访", unit: "件" },
  held: { name: "挂账", formula: "疑难挂账、时钟暂停的工单数；暂停记录在案", unit: "件" },
  assisting: { name: "协办", formula: "由其他单位主办、本单位协办而尚未答复的工单数；每个协办单位有自己的时限", unit: "件" },
  delays_pending: { name: "延期申请", formula: "承办单位已申请延期、等待审批的工单数；每单只能申请一次", unit: "件" },
  urgent: { name: "紧急", formula: "在办、标为紧急的工单数", unit: "件" },
  refused_today: { name: "今日退单", formula: "当日承办单位退单的次数", unit: "次" },
  claim_rate: { name: "签收率", formula: "按时签收 ÷ 应签收；应签收 = 本期派单且已签收或已超签收时限的", unit: "%" },
  closing_rate: { name: "办结率", formula: "按期办结 ÷ 到期应办结；应办结 = 本期已办结或办结期限已过的，不纳入考核的不计", unit: "%" },
  solved_rate: { name: "解决率", formula: "已解决 ÷ 纳入考核的办结数", unit: "%" },
  satisfied_rate: { name: "满意率", formula: "满意 ÷ 有效评价数（不是办结数）", unit: "%" },
  redispatch_rate: { name: "重派率", formula: "派单不止一次的办结数 ÷ 办结数；越低越好", unit: "%" },
  contact_rate: { name: "响应率", formula: "签收后 24 小时内联系 ÷ 应联系；应联系 = 本期签收且已满 24 小时或已联系的", unit: "%" },
  slices: { name: "受理分布", formula: "按类型、主题（一级）、镇街分：今日受理、今年受理、今年比去年同期的增减；底条长短为今年受理数", unit: "件" },
  departments: { name: "承办单位", formula: "按待签收、超期、在办从多到少排列；各率为今年累计，算法同全区", unit: "件、%" },
  department_overdue: { name: "超期", formula: "该单位在办、已超办结期限（黄牌和红牌）的工单数", unit: "件" },
  oldest: { name: "最久未结", formula: "在办工单中来电最早的十件", unit: "天时分" },
  rising: { name: "热点上升", formula: "近 7 天受理数与此前 8 周的周平均之比：（近 7 天 − 平常）÷ √（平常 + 1），从高到低；平常 = 此前 8 周的周平均", unit: "件/周" },
  hotline_hours: { name: "分时受理", formula: "今日每小时受理数；虚线为平常：此前 20 天同一小时的平均值；淡色为尚未结束的一小时", unit: "件/小时" },
  hotline_days: { name: "近 30 日", formula: "每日受理数（柱）与办结数（线）；淡色为今天，尚未结束", unit: "件/日" },
  hotline_months: { name: "分月", formula: "今年（亮）与去年（暗）每月受理数；本月尚未结束", unit: "件/月" },
} as const satisfies Record<string, Definition>;

export type DefinitionKey = keyof typeof definitions;

declare module "../../shell/definition" {
  interface Defined extends Record<keyof typeof definitions, Definition> {}
}
