import { parts, pathTo } from "../shell/paths";

/** What an address of the filings' pages names. */
export type FilingAddress =
  | { readonly kind: "list"; readonly district?: string }
  | { readonly kind: "rounds"; readonly district: string }
  | { readonly kind: "burden"; readonly district: string; readonly place: string }
  | { readonly kind: "filing"; readonly name: FilingName };

/** The name of a filing. */
export interface FilingName {
  readonly district: string;
  readonly set: string;
  readonly period: string;
  readonly place: string;
}

/** "/filings", "/filings/440203", "/filings/440203/rounds", "/filings/440203/burden/440203102201", "/filings/440203/village-yearly/2026/440203102201". */
export function filingAddress(path: string): FilingAddress {
  const [, district, second, third, fourth] = parts(path);
  if (district === undefined) return { kind: "list" };
  if (second === "rounds") return { kind: "rounds", district };
  if (second === "burden" && third !== undefined) return { kind: "burden", district, place: third };
  if (second !== undefined && third !== undefined && fourth !== undefined) return { kind: "filing", name: { district, set: second, period: third, place: fourth } };
  return { kind: "list", district };
}

export const pathOfFiling = ({ district, set, period, place }: FilingName): string => pathTo("filings", district, set, period, place);
export const pathOfList = (district: string): string => pathTo("filings", district);
export const pathOfRounds = (district: string): string => pathTo("filings", district, "rounds");
export const pathOfBurden = (district: string, place: string): string => pathTo("filings", district, "burden", place);

/** The district of a place of a grant, "440203102" → "440203"; undefined when the grant is wider than a district. */
export function districtOf(place: string): string | undefined {
  const district = /^\d{6}/.exec(place)?.[0];
  return district;
}
