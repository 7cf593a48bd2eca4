import { indicators, reminders } from "./rpc";
import type { Handing } from "../../shell/Upload";

/** How places are handed in: `from` is the day from which they hold, `source` where the list was taken from. */
export const placesHanding = (district: string, from: string, source: string): Handing => ({
  title: "选择或拖入区划文件",
  hint: "CSV：代码、名称、层级、上级、并入",
  endings: [".csv"],
  megabytes: 4,
  hand: (fileName, content, dryRun) => indicators.definePlaces({ district, from, source, fileName, content, dryRun }),
});

/** How indicators and sets are handed in. */
export const indicatorsHanding = (district: string): Handing => ({
  title: "选择或拖入指标文件",
  hint: "XLSX 或 YAML",
  endings: [".xlsx", ".yaml", ".yml"],
  megabytes: 4,
  hand: (fileName, content, dryRun) => indicators.defineIndicators({ district, fileName, content, dryRun }),
});

/** How people come into the address book. */
export const peopleHanding = (district: string): Handing => ({
  title: "选择或拖入通讯录文件",
  hint: "XLSX：每人一行；不在文件里的人不变，空着或带 * 的地址不变",
  endings: [".xlsx"],
  megabytes: 4,
  hand: (fileName, content, dryRun) => reminders.importPeople({ district, fileName, content, dryRun }),
});
