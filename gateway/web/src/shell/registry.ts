import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { WallKind } from "../wall/walls";
import type { Definition } from "./definition";
import { bestAt, firstPart } from "./pattern";
import type { Step } from "./step";
import type { NavEntry, Page, SettingsEntry, Subject } from "./subject";

/** What all subjects bring, each list in the order in which it is shown. */
export interface Registry {
  readonly pages: readonly Page[];
  readonly nav: readonly NavEntry[];
  readonly settings: readonly SettingsEntry[];
  readonly steps: ReadonlyMap<string, Step>;
  readonly walls: readonly WallKind[];
  readonly definitions: Readonly<Record<string, Definition>>;
}

/** Puts together what subjects bring. Pure; `faultsOf` says whether they go together. */
export function registryOf(subjects: readonly Subject[]): Registry {
  const all = [...subjects].sort((a, b) => a.order - b.order);
  return {
    pages: all.flatMap(({ pages = [] }) => pages),
    nav: all.flatMap(({ nav = [] }) => nav).sort((a, b) => a.order - b.order),
    settings: all.flatMap(({ settings = [] }) => settings),
    steps: new Map(all.flatMap(({ steps = [] }) => steps).map((step) => [step.key, step])),
    walls: all.flatMap(({ walls = [] }) => walls),
    definitions: Object.fromEntries(all.flatMap(({ definitions = {} }) => Object.entries(definitions))),
  };
}

/** A page as an address shows it. */
export interface Shown {
  readonly View: Page["View"];
  /** What the address says in the page's open places. */
  readonly values: Readonly<Record<string, string>>;
  /** Another one for another page, and for other values. */
  readonly key: string;
}

/** The page at an address; undefined when no page stands for it. */
export function pageAt({ pages }: Registry, address: string): Shown | undefined {
  const found = bestAt(pages, ({ path }) => path, address);
  return found && { View: found.one.View, values: found.values, key: [found.one.path, ...Object.values(found.values)].join("\n") };
}

/** Whether somebody has one of these roles. */
export type HasRole = (...roles: string[]) => boolean;

/** The entries of the bar that are of use to somebody. */
export const offered = ({ nav }: Registry, has: HasRole): NavEntry[] =>
  nav.filter((entry) => has(...entry.roles) && !has(...(entry.unless ?? [])));

/** Where somebody begins: the first page that is of use to them. */
export const homeOf = (registry: Registry, has: HasRole): string => offered(registry, has)[0]?.to ?? "/";

/** Whether an entry of the bar stands for the page that is shown; the bare address shows the one where somebody begins. */
export function isHere({ settings }: Registry, entry: NavEntry, at: string, home: string): boolean {
  const first = firstPart(at);
  if (first === "") return entry.to === home;
  if (first === (entry.under ?? firstPart(entry.to))) return true;
  return entry.forSettings === true && settings.some(({ path }) => firstPart(path) === first);
}

/** The registry that the pages go by; main.tsx gives it. */
export const RegistryContext = createContext<Registry>(registryOf([]));

export const useRegistry = (): Registry => useContext(RegistryContext);
