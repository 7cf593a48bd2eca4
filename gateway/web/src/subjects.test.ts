import { readdirSync } from "node:fs";
import { beforeAll, expect, test, vi } from "vitest";
import { platform } from "./platform";
import { faultsOf } from "./shell/faults";
import { pageAt, type Registry } from "./shell/registry";
import type { Subject } from "./shell/subject";
import { wallAt } from "./wall/walls";

let found: Readonly<Record<string, Subject>>;
let registry: Registry;

beforeAll(async () => {
  // Some of what the subjects load looks at once where it is.
  const location = { origin: "http://localhost", pathname: "/", search: "", hash: "" };
  vi.stubGlobal("window", { location, addEventListener: () => undefined });
  vi.stubGlobal("navigator", { userAgent: "" });
  ({ subjects: found, registry } = await import("./subjects"));
}, 60_000);

test("every folder is a subject of its name", () => {
  const folders = readdirSync(new URL("subjects", import.meta.url)).sort();
  const names = Object.entries(found).map(([file, { name }]) => [file, name]);
  expect(names).toEqual(folders.map((name) => [`./subjects/${name}/index.ts`, name]));
});

test("each brings something to see, and together they contradict each other in nothing", () => {
  for (const { name, pages = [], walls = [] } of Object.values(found)) expect([...pages, ...walls], name).not.toEqual([]);
  expect(faultsOf([platform, ...Object.values(found)])).toEqual([]);
});

test("the addresses that people know lead where they led", () => {
  const isPage = (address: string): boolean => pageAt(registry, address) !== undefined;
  const pages = [
    "/start", "/halls", "/halls/440203/H1", "/desk", "/desk/440203/claim", "/hotline/440203", "/filings/440203", "/calendar/440203",
    "/accounts",
  ];
  const walls = ["/wall/440203/H1", "/wall/440203/hotline", "/wall/440203/indicators"];
  expect(pages.filter((address) => !isPage(address))).toEqual([]);
  expect(["/", "/hotline", "/calendar", ...walls].filter(isPage)).toEqual([]);
  expect(walls.map((address) => wallAt(registry.walls, address)?.kind.key)).toEqual(["hall", "hotline", "indicators"]);
});

test("what people know stands in the order that they know, whatever comes between", () => {
  const known = (labels: readonly string[], all: readonly { readonly label: string }[]): string[] =>
    all.map(({ label }) => label).filter((label) => labels.includes(label));
  const bar = ["大屏", "工单", "填报", "设置", "账号", "大厅设置"];
  const settings = ["开始使用", "大厅", "12345 热线", "工作日历"];
  const tabs = ["大厅", "12345", "百千万"];
  expect(known(bar, registry.nav)).toEqual(bar);
  expect(known(settings, registry.settings)).toEqual(settings);
  expect(known(tabs, registry.walls.map(({ tab }) => ({ label: tab })))).toEqual(tabs);
});
