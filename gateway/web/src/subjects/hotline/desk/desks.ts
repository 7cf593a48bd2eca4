import type { Grant } from "../../../gen/opscenter/v1/admin_pb";
import { deskRoles } from "../roles";

/** The centre's own desk (热线中心), beside those of the departments. */
export const centre = "centre";

const centreRoles: readonly string[] = ["dispatcher", "adjudicator", "reviewer", "callback", "operator", "leader"];

/** What somebody has to do with a district's hotline. Only for what the pages offer: the server decides by itself. */
export interface Desks {
  /** Sees the desk of the centre, and those of all departments. */
  readonly centre: boolean;
  /** Codes of the departments that they act for. */
  readonly own: readonly string[];
}

/** A department as far as grants need it. */
export interface Bound {
  readonly code: string;
  /** Statistics code, when it is a town or street. */
  readonly town: string;
}

/** The desks of somebody with these grants. A department is granted as "440203/ZJJ", a town or street by its code. Pure. */
export function desksOf(grants: readonly Pick<Grant, "role" | "place">[], district: string, departments: readonly Bound[]): Desks {
  const own = new Set<string>();
  for (const { role, place } of grants) {
    if (role === "department" && place.startsWith(`${district}/`)) own.add(place.slice(district.length + 1));
    if (role === "town")
      for (const department of departments) if (department.town === place && place.startsWith(district)) own.add(department.code);
  }
  return { centre: grants.some(({ role, place }) => centreRoles.includes(role) && covers(place, district)), own: [...own] };
}

/** The districts that grants name: "440203", "440203102" and "440203/ZJJ" are all in 440203. A wider place names none. */
export function districtsOf(grants: readonly Pick<Grant, "role" | "place">[]): string[] {
  const roles: readonly string[] = deskRoles;
  const named = grants.filter(({ role }) => roles.includes(role)).map(({ place }) => /^\d{6}/.exec(place)?.[0] ?? "");
  return [...new Set(named)].filter((district) => district !== "");
}

const covers = (place: string, district: string): boolean => place === "*" || (/^\d+$/.test(place) && district.startsWith(place));
