/** Something that can be chosen by its name or code. */
export interface Option {
  readonly value: string;
  readonly label: string;
  /** Other names under which it is found. */
  readonly also?: readonly string[];
}

/** The options that a text may mean: those that begin with it first, then those that contain it. At most so many. Pure. */
export function matching(options: readonly Option[], text: string, most: number): readonly Option[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return options.slice(0, most);
  const namesOf = (option: Option): string[] => [option.label, option.value, ...(option.also ?? [])].map((name) => name.toLowerCase());
  const begins = options.filter((option) => namesOf(option).some((name) => name.startsWith(wanted)));
  const contains = options.filter((option) => !begins.includes(option) && namesOf(option).some((name) => name.includes(wanted)));
  return [...begins, ...contains].slice(0, most);
}

/** The option that a text names without doubt. */
export function named(options: readonly Option[], text: string): Option | undefined {
  const wanted = text.trim().toLowerCase();
  return wanted === ""
    ? undefined
    : options.find((option) => [option.label, option.value, ...(option.also ?? [])].some((name) => name.toLowerCase() === wanted));
}
