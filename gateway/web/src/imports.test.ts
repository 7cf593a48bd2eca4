import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const src = dirname(fileURLToPath(import.meta.url));

/** The sources, by their path under src/; without what is generated from the contract. */
const sources = new Map(
  (readdirSync(src, { recursive: true }) as string[]).map((file) => file.split(sep).join("/"))
    .filter((file) => /\.(tsx?|css)$/.test(file) && !file.startsWith("gen/"))
    .map((file) => [file, readFileSync(join(src, file), "utf8")] as const),
);

interface Import {
  readonly to: string;
  /** Loaded when it is needed: `import("…")`. */
  readonly later: boolean;
  /** Only types: nothing is loaded. */
  readonly type: boolean;
}

/** What a source imports of ours, as paths under src/. What cannot be found is there as it is written. */
function importsOf(file: string, text: string): Import[] {
  const found = text.matchAll(/\b(import\s+type\s[^;]*?from|from|import\s*\(|import|@import)\s*["'](\.[^"']*)["']/g);
  return [...found].map(([, how = "", written = ""]) => {
    const path = normalize(join(dirname(file), written)).split(sep).join("/");
    const to = ["", ".ts", ".tsx", "/index.ts"].map((ending) => path + ending).find((one) => sources.has(one)) ?? path;
    return { to, later: how.endsWith("("), type: how.startsWith("import") && /\stype\s/.test(how) };
  });
}

const imports = new Map([...sources].map(([file, text]) => [file, importsOf(file, text)] as const));

/** The subject that a file belongs to. */
const subjectOf = (file: string): string | undefined => /^subjects\/([^/]+)\//.exec(file)?.[1];

/** "FROM → TO" for the imports that are not as they should be. */
const wrong = (isWrong: (from: string, one: Import) => boolean): string[] =>
  [...imports].flatMap(([from, all]) => all.filter((one) => isWrong(from, one)).map(({ to }) => `${from} → ${to}`));

const folders = readdirSync(join(src, "subjects"));

test("the imports of the sources are all understood", () => {
  expect(wrong((_, { to }) => !sources.has(to) && !to.startsWith("gen/"))).toEqual([]);
  // A regular expression that finds nothing would prove nothing.
  expect([...imports.values()].flat().length).toBeGreaterThan(500);
});

test("no file outside the subjects imports from one", () => {
  expect(wrong((from, { to }) => subjectOf(from) === undefined && to.startsWith("subjects/"))).toEqual([]);
});

test("one file finds the subjects", () => {
  const globs = [...sources].filter(([file, text]) => text.includes("import.meta.glob") && !file.endsWith(".test.ts"));
  expect(globs.map(([file]) => file)).toEqual(["subjects.ts"]);
});

test("no subject imports from another: what several use is the platform's", () => {
  const isAnother = (of: string | undefined, to: string | undefined): boolean => of !== undefined && to !== undefined && of !== to;
  expect(wrong((from, { to }) => isAnother(subjectOf(from), subjectOf(to)))).toEqual([]);
});

test("nothing of a page is loaded before it is shown", () => {
  const atOnce = new Set<string>();
  const load = (file: string): void => {
    if (atOnce.has(file)) return;
    atOnce.add(file);
    for (const { to, later, type } of imports.get(file) ?? []) if (!later && !type) load(to);
  };
  for (const file of ["main.tsx", ...folders.map((name) => `subjects/${name}/index.ts`)]) load(file);
  const ofPages = [...imports].filter(([file]) => !file.includes(".test."));
  const pages = ofPages.flatMap(([, all]) => all).filter(({ later }) => later).map(({ to }) => to);
  expect(pages.length).toBeGreaterThan(folders.length);
  expect(pages.filter((file) => atOnce.has(file))).toEqual([]);
});

test("every folder of a subject says what it brings", () => {
  expect(folders.length).toBeGreaterThan(0);
  const silent = folders.filter((name) => !/^export const subject: Subject = \{$/m.test(sources.get(`subjects/${name}/index.ts`) ?? ""));
  expect(silent).toEqual([]);
});
