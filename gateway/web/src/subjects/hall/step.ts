import type { Step } from "../../shell/step";
import { firstHall, hallHanding } from "./settings/handing";

export const hallStep: Step = {
  key: "hall", deed: "设置政务大厅", role: "operator",
  sample: (district) => hallHanding(district, firstHall),
};
