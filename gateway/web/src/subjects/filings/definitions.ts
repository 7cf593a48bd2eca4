import type { Definition } from "../../shell/definition";

/** The numbers of the 百千万 wall and of the filings' pages. Rates of nothing are not shown as 0 but as “—”. */
export const definitions = {
  filing_owed: { name: "应报", formula: "未锁定的期次中应填报的份数；一份 = 一个地方 × 一张套表 × 一个报告期", unit: "份" },
  filing_sent: { name: "已报", formula: "已上报、且未被退回的份数", unit: "份" },
  filing_approved: { name: "已通过", formula: "终审通过或已报送上级平台的份数", unit: "份" },
  filing_returned: { name: "退回待改", formula: "被审核退回、尚未重新上报的份数", unit: "份" },
  filing_late: { name: "逾期未报", formula: "已过截止时间仍未上报，或退回、更正后过了新期限仍未上报的份数；工作日按国务院放假安排计", unit: "份" },
  filing_near: { name: "临期", formula: "临期时间（缺省三天，即 72 小时）内截止、尚未上报（或退回、更正后尚未重新上报）的份数", unit: "份" },
  filing_risk: { name: "逾期风险", formula: "临期各份按该地方以往的逾期比例估计：（以往逾期 + 4 × 全区今年逾期比例）÷（以往应报 + 4）；从高到低", unit: "%" },
  filing_expected: { name: "预计逾期", formula: "临期各份逾期风险之和", unit: "份" },
  filing_on_time: { name: "及时率", formula: "在当时截止时间前首次上报的份数 ÷ 已到期或已上报的份数；本年下发的各期", unit: "%" },
  filing_complete: { name: "完整率", formula: "已报且非空的必填项 ÷ 已到期或已上报的各份应填的必填项；本年下发的各期", unit: "%" },
  filing_accurate: { name: "准确率", formula: "1 −（审核退回和校验未通过的单元格 ÷ 报出的单元格）；本年下发的各期", unit: "%" },
  filing_progress: { name: "进度", formula: "已报 ÷ 应报；本期（未锁定的期次）", unit: "%" },
  filing_due: { name: "截止", formula: "本期的截止时间；报告期结束后的工作日数由套表规定，可依文件调整", unit: "月日 时:分" },
  filing_value: { name: "全区指标", formula: "区级最新终审通过的数值；同比 =（本期 − 上年同期）÷ 上年同期，环比 =（本期 − 上期）÷ 上期", unit: "" },
  filing_town: { name: "各镇街", formula: "未锁定的各期次中，该镇街及其村居的进度；颜色：有逾期、有退回、在报、已报齐，取最要紧的一种", unit: "份" },
  filing_town_set: { name: "各镇街 × 套表", formula: "每格：已报 / 应报；下为 及时率 · 完整率 · 准确率（%）。均为该套表最新一期中该镇街及其村居的", unit: "份、%" },
  filing_overview: { name: "区域纵览", formula: "该镇街最新终审通过的数值", unit: "" },
  filing_moment: { name: "最新动态", formula: "上报、退回、通过、更正、报送，最新的在前", unit: "" },
} as const satisfies Record<string, Definition>;

export type DefinitionKey = keyof typeof definitions;

declare module "../../shell/definition" {
  interface Defined extends Record<keyof typeof definitions, Definition> {}
}
