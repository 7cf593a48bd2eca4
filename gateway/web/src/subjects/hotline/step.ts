import type { Step } from "../../shell/step";
import { hotlineHanding } from "./settings/handing";

export const hotlineStep: Step = { key: "hotline", deed: "设置 12345 热线", role: "operator", sample: hotlineHanding };
