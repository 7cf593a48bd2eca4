import { parts, pathTo } from "../../shell/paths";

/** The pages of whoever runs it: 期次, 指标, 区划, 通讯录, 催报. */
export const bureauPages = ["rounds", "indicators", "places", "people", "reminders"] as const;
export type BureauPage = (typeof bureauPages)[number];

/** What an address of the filings' pages names. */
export type FilingAddress =
  | { readonly kind: "list"; readonly district?: string }
  | { readonly kind: BureauPage; readonly district: string }
  | { readonly kind: "burden"; readonly district: string; readonly place: string }
  | { readonly kind: "filing"; readonly name: FilingName };

/** The name of a filing. */
export interface FilingName {
  readonly district: string;
  readonly set: string;
  readonly period: string;
  readonly place: string;
}

/**
 * "/filings", "/filings/440203", "/filings/440203/rounds", "/filings/440203/burden/440203102201",
 * "/filings/440203/village-yearly/2026/440203102201".
 */
export function filingAddress(path: string): FilingAddress {
  const [, district, second, third, fourth] = parts(path);
  if (district === undefined) return { kind: "list" };
  const page = bureauPages.find((one) => one === second);
  if (page !== undefined && third === undefined) return { kind: page, district };
  if (second === "burden" && third !== undefined) return { kind: "burden", district, place: third };
  if (second !== undefined && third !== undefined && fourth !== undefined)
    return { kind: "filing", name: { district, set: second, period: third, place: fourth } };
  return { kind: "list", district };
}

export const pathOfFiling = ({ district, set, period, place }: FilingName): string => pathTo("filings", district, set, period, place);
export const pathOfList = (district: string): string => pathTo("filings", district);
export const pathOfBureau = (district: string, page: BureauPage): string => pathTo("filings", district, page);
export const pathOfBurden = (district: string, place: string): string => pathTo("filings", district, "burden", place);

/** The district of a place of a grant, "440203102" → "440203"; undefined when the grant is wider than a district. */
export function districtOf(place: string): string | undefined {
  const district = /^\d{6}/.exec(place)?.[0];
  return district;
}
