import { firstPart, namesIn, shapeOf, valuesAt } from "./pattern";
import type { Subject } from "./subject";

/**
 * What is wrong with subjects that are to be shown together: one is not whole, or two contradict each other. Sentences for
 * whoever writes them; the tests ask, the pages go by what they are given. Pure.
 */
export function faultsOf(subjects: readonly Subject[]): string[] {
  const pages = subjects.flatMap((subject) => subject.pages ?? []);
  const leads = (path: string): boolean => path === "/" || pages.some((page) => valuesAt(page.path, path) !== undefined);
  return [
    ...twice("subject", subjects, ({ name }) => [name]),
    ...twice("order", subjects, ({ order }) => [String(order)]),
    ...twice("page", subjects, (subject) => (subject.pages ?? []).map(({ path }) => shapeOf(path))),
    ...twice("entry of the bar", subjects, ({ nav = [] }) => nav.map(({ to }) => to)),
    ...twice("setup step", subjects, ({ steps = [] }) => steps.map(({ key }) => key)),
    ...twice("kind of wall", subjects, ({ walls = [] }) => walls.map(({ key }) => key)),
    ...twice("path of a wall", subjects, ({ walls = [] }) => walls.map(({ path }) => shapeOf(path))),
    ...twice("theme", subjects, ({ walls = [] }) => walls.map(({ theme }) => shapeOf(theme))),
    ...twice("definition", subjects, ({ definitions = {} }) => Object.keys(definitions)),
    ...subjects.flatMap((subject) => [...faultsOfOne(subject, leads)].map((fault) => `${subject.name}: ${fault}`)),
  ];
}

function* faultsOfOne(subject: Subject, leads: (path: string) => boolean): Generator<string> {
  const { name, pages = [], nav = [], settings = [], steps = [], walls = [] } = subject;
  if (!/^[a-z][a-z-]*$/.test(name)) yield "its name is not that of a folder";
  for (const { path } of pages) {
    if (!/^\/[a-z]/.test(path)) yield `the page "${path}" does not begin with a word`;
    // What no page stands for is a wall; a page there would hide walls.
    if (firstPart(path) === "wall") yield `the page "${path}" is where walls are`;
  }
  for (const { to, roles } of nav) {
    if (!leads(to)) yield `the entry of the bar "${to}" leads to no page`;
    if (roles.length === 0) yield `the entry of the bar "${to}" is for nobody`;
  }
  for (const { path } of settings) {
    if (!leads(path)) yield `the settings "${path}" lead to no page`;
    if (namesIn(path).some((open) => open !== "district")) yield `of the settings "${path}" only the district is known`;
  }
  for (const { key, path, theme, step, choices } of walls) {
    const names = namesIn(path).sort().join();
    if (firstPart(path) !== "wall") yield `the path of the wall "${key}" does not begin with "/wall"`;
    const wanted = choices ? "code,district" : "district";
    if (names !== wanted) yield `the path of the wall "${key}" does not leave open ${wanted}`;
    if (namesIn(theme).sort().join() !== names) yield `path and theme of the wall "${key}" do not leave open the same`;
    if (!steps.includes(step)) yield `the wall "${key}" wants the step "${step.key}", which the subject does not bring`;
  }
}

/** What is brought more than once. */
function twice(what: string, subjects: readonly Subject[], keysOf: (subject: Subject) => readonly string[]): string[] {
  const by = new Map<string, string[]>();
  for (const subject of subjects) for (const key of keysOf(subject)) by.set(key, [...(by.get(key) ?? []), subject.name]);
  const several = [...by].filter(([, names]) => names.length > 1);
  return several.map(([key, names]) => `${what} "${key}" is there more than once: ${names.join(", ")}`);
}
