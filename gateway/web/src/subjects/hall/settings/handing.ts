import { halls } from "../rpc";
import type { Handing } from "../../../shell/Upload";

/** How a hall's description is handed in. */
export const hallHanding = (district: string, hall: string): Handing => ({
  hint: "YAML 或 XLSX",
  endings: [".yaml", ".yml", ".xlsx"],
  megabytes: 1,
  hand: (fileName, content, dryRun) => halls.defineHall({ district, hall, fileName, content, dryRun }),
});

/** The hall that is set up first; a district may have more. */
export const firstHall = "H1";
