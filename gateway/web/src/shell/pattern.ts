import { parts, pathTo } from "./paths";

/** The names that a pattern leaves open, with what stands for them: those of "/halls/:district/:hall" are district and hall. */
export type Values<Pattern extends string> =
  Pattern extends `${string}:${infer Name}/${infer Rest}` ? { readonly [K in Name]: string } & Values<`/${Rest}`>
    : Pattern extends `${string}:${infer Name}` ? { readonly [K in Name]: string }
      : object;

const split = (pattern: string): string[] => pattern.split("/").filter((part) => part !== "");
const isOpen = (part: string | undefined): boolean => part?.startsWith(":") ?? false;

/** The names that a pattern leaves open, in order. */
export const namesIn = (pattern: string): string[] => split(pattern).filter(isOpen).map((part) => part.slice(1));

/** A pattern without its names: two that are alike mean the same addresses. */
export const shapeOf = (pattern: string): string => "/" + split(pattern).map((part) => (isOpen(part) ? ":" : part)).join("/");

/** The first part of an address or a pattern; empty when it has none. */
export const firstPart = (of: string): string => parts(of)[0] ?? "";

/** What an address puts in a pattern's open places; undefined when it does not begin as the pattern says. What follows does not count. */
export function valuesAt(pattern: string, address: string): Readonly<Record<string, string>> | undefined {
  const given = parts(address);
  const values: Record<string, string> = {};
  for (const [i, part] of split(pattern).entries()) {
    const value = given[i];
    if (value === undefined || (!isOpen(part) && part !== value)) return undefined;
    if (isOpen(part)) values[part.slice(1)] = value;
  }
  return values;
}

/** Something whose pattern an address follows. */
export interface Found<T> {
  readonly one: T;
  readonly values: Readonly<Record<string, string>>;
}

/** The one whose pattern says most of an address: more parts before fewer, a written part before an open one. */
export function bestAt<T>(all: readonly T[], patternOf: (one: T) => string, address: string): Found<T> | undefined {
  let best: (Found<T> & { readonly rank: number }) | undefined;
  for (const one of all) {
    const values = valuesAt(patternOf(one), address);
    const rank = rankOf(patternOf(one));
    if (values && rank > (best?.rank ?? -1)) best = { one, values, rank };
  }
  return best;
}

/** A digit for each part, 2 for a written and 1 for an open one: more parts are more digits, and the first ones weigh most. */
const rankOf = (pattern: string): number => Number(split(pattern).map((part) => (isOpen(part) ? "1" : "2")).join(""));

/** The parts of a pattern with its open places filled. */
const filled = (pattern: string, values: Readonly<Record<string, string>>): string[] =>
  split(pattern).map((part) => (isOpen(part) ? values[part.slice(1)] ?? "" : part));

/** The address that a pattern means with these values. */
export const pathOfPattern = (pattern: string, values: Readonly<Record<string, string>>): string => pathTo(...filled(pattern, values));

/** The name of a theme, ":district/hall/:code" → "440203/hall/H1". */
export const themeOfPattern = (pattern: string, values: Readonly<Record<string, string>>): string => filled(pattern, values).join("/");
