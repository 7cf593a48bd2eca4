import type { Definition } from "../../shell/definition";

/** The numbers of a service hall. */
export const definitions = {
  waiting: { name: "当前等候", formula: "已取号或转入、尚未呼叫的号票数", unit: "人" },
  longest_wait: { name: "最长等候", formula: "大厅时间 − 等候最久的号票的取号时间，每秒更新；无人等候时不显示", unit: "分:秒" },
  mean_wait: { name: "平均等候", formula: "当日各号票（首次呼叫 − 取号）的平均值", unit: "分钟" },
  called: { name: "已呼叫", formula: "已呼叫、尚未到窗受理的号票数", unit: "人" },
  serving: { name: "办理中", formula: "正在窗口受理的号票数", unit: "人" },
  taken: { name: "今日取号", formula: "当日取号数；转号不重复计", unit: "个" },
  appointments: { name: "今日预约", formula: "当日的预约数", unit: "个" },
  served: { name: "今日办结", formula: "当日办结的号票数", unit: "件" },
  mean_service: { name: "平均办理", formula: "当日各号票（办结 − 到窗受理）的平均值", unit: "分钟" },
  utilisation: { name: "窗口利用率", formula: "办理时长 ÷（在岗时长 − 暂停时长）", unit: "%" },
  imbalance: { name: "忙闲不均", formula: "各窗口利用率的变异系数 = 标准差 ÷ 平均值，在岗过短的窗口不计；越大越不均", unit: "无量纲" },
  deviation: { name: "偏离", formula: "（窗口利用率 − 本区平均）÷ 本区标准差；绝对值 ≥ 1.5 的窗口在图上标为偏忙或偏闲，本区有忙闲不均提示时用警示色", unit: "σ" },
  abandonment: { name: "弃号率", formula: "弃号 ÷（办结 + 弃号）；弃号 = 过号、空号或退办且其后未办结", unit: "%" },
  abandoned: { name: "弃号", formula: "过号、空号或退办且其后未办结的号票数", unit: "个" },
  mean_score: { name: "好差评得分", formula: "评价得分的平均值：非常满意 10、满意 8、基本满意 6、不满意 3、非常不满意 0", unit: "分", source: "国办发〔2019〕51号；GB/T 39735-2020" },
  ratings: { name: "评价分布", formula: "当日各等级的评价次数；不满意和非常不满意为差评", unit: "次", source: "GB/T 39735-2020" },
  windows_open: { name: "开放窗口", formula: "有人登录且未暂停的窗口数 / 全部窗口数", unit: "个" },
  windows_by_state: { name: "窗口状态", formula: "各状态的窗口数：办理（正在受理）、呼叫（已呼叫、人未到窗）、空闲、暂停、未开（无人登录）", unit: "个" },
  window_waiting: { name: "窗口等候", formula: "等候本窗口所办业务的号票数；多个窗口办同一业务时各自计入", unit: "人" },
  window_served: { name: "窗口办结", formula: "本窗口当日办结的号票数", unit: "件" },
  window_utilisation: { name: "窗口利用率", formula: "本窗口办理时长 ÷（在岗时长 − 暂停时长）", unit: "%" },
  queue_waiting: { name: "业务等候", formula: "该业务已取号、尚未呼叫的号票数", unit: "人" },
  hours: { name: "分时曲线", formula: "每小时取号数与办结数；虚线为平常：此前至多 20 个有取号的日子同一小时的平均值（粗为取号、细为办结）；圆圈为尚未结束的一小时的办结数", unit: "个/小时" },
  alerts: { name: "预警", formula: "等候超过 20 分钟为预警、超过 30 分钟为告警；平均每窗等候超过 10 人为预警，请跨窗支援；忙闲不均超过 0.5 为提示（均为缺省值，可配置）", unit: "条" },
  quarantined: { name: "待修数据", formula: "已接收、因无法计入而隔离待人工修正的记录数", unit: "条" },
} as const satisfies Record<string, Definition>;

export type DefinitionKey = keyof typeof definitions;

declare module "../../shell/definition" {
  interface Defined extends Record<keyof typeof definitions, Definition> {}
}
