import type { ComponentChild, ComponentType } from "preact";
import type { WallKind } from "../wall/walls";
import type { Definition } from "./definition";
import { later } from "./Later";
import type { Values } from "./pattern";
import type { Step } from "./step";

/**
 * What a subject brings to the pages. Its folder under subjects/ has an index.ts that exports it as `subject`; nothing else
 * is needed for its pages to be there.
 */
export interface Subject {
  /** The name of its folder. */
  readonly name: string;
  /** Where its walls, settings and definitions stand among those of the others, from the smallest. */
  readonly order: number;
  readonly pages?: readonly Page[];
  readonly nav?: readonly NavEntry[];
  readonly settings?: readonly SettingsEntry[];
  readonly steps?: readonly Step[];
  readonly walls?: readonly WallKind[];
  /** What its numbers mean, by the key that stands in `data-def`. */
  readonly definitions?: Readonly<Record<string, Definition>>;
}

/** A page, at all addresses that begin with a path; made by `page`. */
export interface Page {
  /** "/halls/:district/:hall": what stands for a name is given to the page under it. */
  readonly path: string;
  readonly View: ComponentType<Readonly<Record<string, string>>>;
}

/** A page whose code is loaded when it is first shown: who stands before a wall needs nothing of the desks. */
export function page<const Path extends string>(path: Path, load: () => Promise<(props: Values<Path>) => ComponentChild>): Page {
  return { path, View: later(load as unknown as () => Promise<Page["View"]>) };
}

/** An entry of the bar with the pages. */
export interface NavEntry {
  readonly to: string;
  readonly label: string;
  /** Where it stands in the bar, from the smallest. Somebody begins with the first that is offered to them. */
  readonly order: number;
  /** It is of use to whoever has one of these roles. */
  readonly roles: readonly string[];
  /** Who has one of these has another way there. */
  readonly unless?: readonly string[];
  /** The first part of the addresses that it stands for; absent: that of `to`. */
  readonly under?: string;
  /** It stands for the pages on which the product is set up as well. */
  readonly forSettings?: boolean;
}

/** A page on which the product is set up, as the way between them shows it. */
export interface SettingsEntry {
  /** "/hotline/:district"; the district is that of the account. */
  readonly path: string;
  readonly label: string;
}
