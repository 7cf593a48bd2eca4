import { hotline } from "../rpc";
import type { Handing } from "../../../shell/Upload";

/** How the hotline's description is handed in. */
export const hotlineHanding = (district: string): Handing => ({
  hint: "YAML 或 XLSX",
  endings: [".yaml", ".yml", ".xlsx"],
  megabytes: 2,
  hand: (fileName, content, dryRun) => hotline.defineHotline({ district, fileName, content, dryRun }),
});
