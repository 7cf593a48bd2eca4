import type { FilingCell } from "../../../gen/opscenter/v1/filings_pb";

const wide = /[\uFF01-\uFF5E]/g;

/** What people type, with half-width digits and without blanks and proper thousands marks. */
const plain = (typed: string): string =>
  typed
    .replace(wide, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u3000]/g, "")
    .replace(/^([+-]?\d{1,3})((?:,\d{3})+)(?![\d,])/, (all) => all.replaceAll(",", ""));

/**
 * What is wrong with a value while it is typed, for the one who types; undefined: nothing that can be told here. The server reads
 * more (万, 亿, units) and judges by all rules.
 */
export function faultOf(cell: Pick<FilingCell, "kind" | "decimals" | "unit">, typed: string): string | undefined {
  const text = plain(typed);
  if (text === "" || cell.kind === "text") return undefined;
  const match = /^([+-]?\d+(?:\.(\d+))?)(\D*)$/.exec(text);
  if (!match) return `应填数字${cell.unit ? `（${cell.unit}）` : ""}`;
  // With a unit or a 万 behind it only the server knows what it comes to.
  if (match[3] !== "" && match[3] !== "%") return undefined;
  if ((match[2] ?? "").replace(/0+$/, "").length > cell.decimals) return cell.decimals === 0 ? "应填整数" : `最多 ${cell.decimals} 位小数`;
  const number = Number(match[1]);
  if (cell.kind === "percent" && (number < 0 || number > 100)) return "百分数应在 0 至 100 之间";
  return undefined;
}
