import { parts, pathTo } from "../shell/paths";

/** A wall that a screen can show. */
export type Wall =
  | { readonly kind: "hall"; readonly district: string; readonly hall: string }
  | { readonly kind: "hotline"; readonly district: string }
  | { readonly kind: "indicators"; readonly district: string };

/** A hall that this screen could show. */
export interface HallChoice {
  readonly district: string;
  readonly hall: string;
  readonly name: string;
}

/** Last parts of the paths of a district's own walls; a hall of such a code has no wall. */
const ofDistrict = ["hotline", "indicators"] as const;

/** The wall of a path, "/wall/440203/H1", "/wall/440203/hotline" or "/wall/440203/indicators"; undefined when it names none. */
export function wallAt(path: string): Wall | undefined {
  const [first, district, last] = parts(path);
  if (first !== "wall" || district === undefined || last === undefined) return undefined;
  const kind = ofDistrict.find((own) => own === last);
  return kind ? { kind, district } : { kind: "hall", district, hall: last };
}

export const pathOf = (wall: Wall): string => pathTo("wall", wall.district, wall.kind === "hall" ? wall.hall : wall.kind);

/** The theme that the server sends for a wall. */
export const themeOf = (wall: Wall): string => `${wall.district}/${wall.kind === "hall" ? `hall/${wall.hall}` : `${wall.kind}/wall`}`;

const names = { hall: "大厅", hotline: "12345", indicators: "百千万" } as const;

export const tabName = (wall: Wall): string => names[wall.kind];

/**
 * The walls that the screen's bar offers, and that take turns: a hall of the district, its 12345 and its 百千万. `hall` is the one
 * shown before, when there are several; `whole` says whether the account may see the district's own walls.
 */
export function tabsOf(shown: Wall, halls: readonly HallChoice[], hall: string | undefined, whole: boolean): Wall[] {
  const near = halls.filter((choice) => choice.district === shown.district);
  const code = shown.kind === "hall" ? shown.hall : (near.find((choice) => choice.hall === hall) ?? near[0])?.hall;
  const tabs: Wall[] = code === undefined ? [] : [{ kind: "hall", district: shown.district, hall: code }];
  for (const kind of ofDistrict) if (whole || shown.kind === kind) tabs.push({ kind, district: shown.district });
  return tabs;
}

/** Whether one of these grants' places holds the whole district ("44" and "4402" hold 440203); one of a hall alone does not. */
export function coversDistrict(places: readonly string[], district: string): boolean {
  return places.some((place) => place === "*" || (/^\d{2,6}$/.test(place) && district.startsWith(place)));
}

/** How long a wall stays before the next, in seconds, from "?rotate=30": 5 to 3600; undefined: walls do not take turns. */
export function turnSeconds(search: string): number | undefined {
  const asked = Number(new URLSearchParams(search).get("rotate") ?? NaN);
  return Number.isFinite(asked) && asked > 0 ? Math.min(3_600, Math.max(5, asked)) : undefined;
}
