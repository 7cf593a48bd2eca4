/** What people call the parts of indicators and places; a code that is not known stays as it is. */
const levels: Readonly<Record<string, string>> = { district: "区", town: "镇街", village: "村居" };
const kinds: Readonly<Record<string, string>> = { number: "小数", integer: "整数", percent: "百分数", text: "文字" };
const frequencies: Readonly<Record<string, string>> = { monthly: "月报", quarterly: "季报", "half-yearly": "半年报", yearly: "年报" };

export const levelName = (level: string): string => levels[level] ?? level;
export const kindName = (kind: string): string => kinds[kind] ?? kind;
export const frequencyName = (frequency: string): string => frequencies[frequency] ?? frequency;

/** "8wd" → "8 个工作日", "12h" → "12 小时". */
export function limitName(limit: string): string {
  const [, number, unit] = /^(\d+)(wd|h)$/.exec(limit) ?? [];
  return number === undefined ? limit : `${number} ${unit === "wd" ? "个工作日" : "小时"}`;
}

/** "2026-11" → "2026年11月", "2026Q4" → "2026年第4季度", "2026H2" → "2026年下半年", "2026" → "2026年". */
export function periodName(period: string): string {
  const [, year, month, quarter, half] = /^(\d{4})(?:-(\d{2})|Q([1-4])|H([12]))?$/.exec(period) ?? [];
  if (year === undefined) return period;
  return `${year}年${month ? `${Number(month)}月` : quarter ? `第${quarter}季度` : half ? (half === "1" ? "上半年" : "下半年") : ""}`;
}
