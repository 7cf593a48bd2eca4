import type { ComponentType } from "preact";
import type { Feed } from "../live/feed";
import type { Fold } from "../live/standing";
import { bestAt, pathOfPattern, themeOfPattern } from "../shell/pattern";
import type { Step } from "../shell/step";

/** What the head of a wall says of its theme. */
export interface Titled {
  readonly district: string;
  readonly name: string;
  /** Local date, "2026-11-23". */
  readonly date: string;
}

/** Where a screen can go from its wall. */
export interface Ways {
  readonly shown: Wall;
  /** Walls of the same place; the bar offers them when there are several. */
  readonly tabs: readonly Wall[];
  /** Walls take turns: this many seconds each. */
  readonly turn?: number | undefined;
  /** Those of the shown one's kind; empty when a district has but one. */
  readonly choices: readonly WallChoice[];
  readonly onChoose: (choice: WallChoice) => void;
}

/** A kind of wall that a subject brings: one in each district, or several to choose from. Made by `wallKind`. */
export interface WallKind<T extends Titled = Titled> {
  /** Its stable name. */
  readonly key: string;
  /** What the bar between the walls calls it. */
  readonly tab: string;
  /** Its address, "/wall/:district/hotline", or "/wall/:district/:code" where there are several. */
  readonly path: string;
  /** The theme that the server sends for it, ":district/hotline/wall", with the same names. */
  readonly theme: string;
  readonly fold: Fold<T>;
  readonly View: ComponentType<{ feed: Feed<T>; ways: Ways }>;
  /** What is to be set up where there is none. */
  readonly step: Step;
  /** What the screen says while there is no such theme; without it, the server's own sentence. */
  readonly missing?: string;
  /** Present: a district has several, and a screen shows one of them. */
  readonly choices?: WallChoices;
}

/** Those that a screen can choose from. */
export interface WallChoices {
  /** The ones at the places of an account's grants. */
  readonly list: (places: readonly string[]) => Promise<readonly WallChoice[]>;
  /** What the screen says until they are known, and when there are none. */
  readonly reading: string;
  readonly none: string;
}

/** One that a screen could show. */
export interface WallChoice {
  readonly district: string;
  readonly code: string;
  readonly name: string;
}

/** A wall that a screen can show. */
export interface Wall {
  readonly kind: WallKind;
  readonly district: string;
  /** Which of several; empty for a kind with one in each district. */
  readonly code: string;
}

/** What there is to choose from, by the key of the kind. */
export type Known = ReadonlyMap<string, readonly WallChoice[]>;

/** Which one of a kind the screen showed last, as "440203/H1". */
export type LastOf = (kind: WallKind) => string | undefined;

/** A kind for the registry, which does not know what its theme is made of: the fold and the view do. */
export const wallKind = <T extends Titled>(kind: WallKind<T>): WallKind => kind as unknown as WallKind;

/** The wall of a path, "/wall/440203/H1" or "/wall/440203/hotline"; undefined when it names none. A written path goes before a code. */
export function wallAt(kinds: readonly WallKind[], path: string): Wall | undefined {
  const found = bestAt(kinds, (kind) => kind.path, path);
  return found && { kind: found.one, district: found.values["district"] ?? "", code: found.values["code"] ?? "" };
}

export const pathOf = ({ kind, district, code }: Wall): string => pathOfPattern(kind.path, { district, code });

/** The theme that the server sends for a wall. */
export const themeOf = ({ kind, district, code }: Wall): string => themeOfPattern(kind.theme, { district, code });

/** The wall to begin with: of the first kind that has something to choose from, the one shown last or the first. */
export function firstWall(kinds: readonly WallKind[], known: Known, last: LastOf): Wall | undefined {
  for (const kind of kinds) {
    const choices = known.get(kind.key) ?? [];
    const choice = choices.find(({ district, code }) => `${district}/${code}` === last(kind)) ?? choices[0];
    if (choice) return { kind, district: choice.district, code: choice.code };
  }
  return undefined;
}

/**
 * The walls that the screen's bar offers, and that take turns: one of each kind in the district. `last` names the one of a kind that
 * was shown before ("440203/H1"), when there are several; `whole` says whether the account may see the district's own walls.
 */
export function tabsOf(kinds: readonly WallKind[], shown: Wall, known: Known, last: LastOf, whole: boolean): Wall[] {
  return kinds.flatMap((kind): Wall[] => {
    if (kind.key === shown.kind.key) return [shown];
    if (kind.choices === undefined) return whole ? [{ kind, district: shown.district, code: "" }] : [];
    const near = (known.get(kind.key) ?? []).filter((choice) => choice.district === shown.district);
    const code = (near.find((choice) => `${choice.district}/${choice.code}` === last(kind)) ?? near[0])?.code;
    return code === undefined ? [] : [{ kind, district: shown.district, code }];
  });
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
