import type { Step } from "../../shell/step";
import { indicatorsHanding, peopleHanding, placesHanding } from "./handings";

export const placesStep: Step = {
  key: "places", deed: "登记区划", role: "operator",
  // The day of the list that the sample was taken from.
  sample: (district) => placesHanding(district, "2023-06-30", "统计用区划代码 2023 年版（示例）"),
};

export const indicatorsStep: Step = { key: "indicators", deed: "发布指标与套表", role: "operator", sample: indicatorsHanding };

export const peopleStep: Step = { key: "people", deed: "建立通讯录", role: "operator", sample: peopleHanding };
