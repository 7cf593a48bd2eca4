import { parts, pathTo } from "../shell/paths";

/** A wall that a screen can show. */
export type Wall =
  | { readonly kind: "hall"; readonly district: string; readonly hall: string }
  | { readonly kind: "hotline"; readonly district: string };

/** A hall that this screen could show. */
export interface HallChoice {
  readonly district: string;
  readonly hall: string;
  readonly name: string;
}

/** Last part of the path of a district's 12345 wall; a hall of this code has no wall. */
const hotlinePart = "hotline";

/** The wall of a path, "/wall/440203/H1" or "/wall/440203/hotline"; undefined when it names none. */
export function wallAt(path: string): Wall | undefined {
  const [first, district, last] = parts(path);
  if (first !== "wall" || district === undefined || last === undefined) return undefined;
  return last === hotlinePart ? { kind: "hotline", district } : { kind: "hall", district, hall: last };
}

export const pathOf = (wall: Wall): string => pathTo("wall", wall.district, wall.kind === "hotline" ? hotlinePart : wall.hall);

/** The theme that the server sends for a wall. */
export const themeOf = (wall: Wall): string => `${wall.district}/${wall.kind === "hotline" ? "hotline/wall" : `hall/${wall.hall}`}`;

export const tabName = (wall: Wall): string => (wall.kind === "hotline" ? "12345" : "大厅");

/**
 * The walls that the screen's bar offers, and that take turns: a hall of the district, and its 12345. `hall` is the one
 * shown before, when there are several; `hotline` says whether the account may see that wall.
 */
export function tabsOf(shown: Wall, halls: readonly HallChoice[], hall: string | undefined, hotline: boolean): Wall[] {
  const near = halls.filter((choice) => choice.district === shown.district);
  const code = shown.kind === "hall" ? shown.hall : (near.find((choice) => choice.hall === hall) ?? near[0])?.hall;
  const tabs: Wall[] = code === undefined ? [] : [{ kind: "hall", district: shown.district, hall: code }];
  if (hotline || shown.kind === "hotline") tabs.push({ kind: "hotline", district: shown.district });
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
