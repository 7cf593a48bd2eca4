import { expect, test } from "vitest";
import { platform } from "../platform";
import { pathOf, tabsOf, themeOf, wallAt, wallKind } from "../wall/walls";
import { faultsOf } from "./faults";
import { homeOf, isHere, offered, pageAt, registryOf } from "./registry";
import { page, type Subject } from "./subject";

const step = { key: "bus", deed: "设置公交", role: "operator" };
const shows = { fold: () => undefined, View: () => null, step };
const bus: Subject = {
  name: "bus",
  order: 15,
  pages: [page("/bus", async () => () => null), page("/bus/:district/:line", async () => () => null)],
  nav: [{ to: "/bus", label: "公交", order: 15, roles: ["driver"] }],
  settings: [{ path: "/bus", label: "公交" }],
  steps: [step],
  walls: [
    wallKind({ key: "bus", tab: "公交", path: "/wall/:district/bus", theme: ":district/bus/wall", ...shows }),
    wallKind({
      key: "stop", tab: "站台", path: "/wall/:district/stops/:code", theme: ":district/stop/:code", ...shows,
      choices: { list: () => Promise.resolve([]), reading: "", none: "" },
    }),
  ],
  definitions: { bus_late: { name: "晚点", formula: "到站时间 − 时刻表", unit: "分钟" } },
};
const registry = registryOf([bus, platform]);
const as = (...own: string[]) => (...roles: string[]): boolean => roles.some((role) => own.includes(role));

test("a subject that is added has its pages", () => {
  const [list, line] = bus.pages ?? [];
  expect(pageAt(registry, "/bus")?.View).toBe(list?.View);
  expect(pageAt(registry, "/bus/440203")?.View).toBe(list?.View);
  const shown = pageAt(registry, "/bus/440203/9%20%E8%B7%AF/more");
  expect(shown).toMatchObject({ View: line?.View, values: { district: "440203", line: "9 路" } });
  expect(pageAt(registry, "/bus/440203/8")?.key).not.toBe(pageAt(registry, "/bus/440203/9")?.key);
  expect([pageAt(registry, "/"), pageAt(registry, "/tram")]).toEqual([undefined, undefined]);
  expect(pageAt(registryOf([platform]), "/bus")).toBeUndefined();
});

test("it has its entry in the bar, for whoever it is of use to", () => {
  expect(offered(registry, as("driver")).map(({ label }) => label)).toEqual(["公交"]);
  expect(offered(registry, as("operator", "driver")).map(({ label }) => label)).toEqual(["大屏", "公交", "设置"]);
  expect(offered(registry, as("leader")).map(({ label }) => label)).toEqual(["大屏"]);
  expect([homeOf(registry, as("driver")), homeOf(registry, as("operator")), homeOf(registry, as())]).toEqual(["/bus", "/", "/"]);
});

test("an entry with another way there is offered to whoever has not that way", () => {
  const entry = { to: "/bus", label: "公交", order: 1, roles: ["leader"], unless: ["operator"] };
  const two = registryOf([{ name: "bus", order: 1, nav: [entry] }]);
  expect([offered(two, as("leader")).length, offered(two, as("leader", "operator")).length]).toEqual([1, 0]);
});

test("the bar shows where somebody is; what sets the product up stands under one entry", () => {
  const here = (at: string, home = "/") => registry.nav.filter((entry) => isHere(registry, entry, at, home)).map(({ label }) => label);
  expect([here("/"), here("/wall/440203/bus"), here("/start"), here("/tram")]).toEqual([["大屏"], ["大屏"], ["设置"], []]);
  expect(here("/bus/440203")).toEqual(["公交", "设置"]);
  expect(here("/", "/bus")).toEqual(["公交"]);
});

test("it has its walls, beside those of others in their order", () => {
  const [own, stop] = registry.walls;
  expect(registry.walls.map(({ tab }) => tab)).toEqual(["公交", "站台"]);
  expect(wallAt(registry.walls, "/wall/440203/bus")).toEqual({ kind: own, district: "440203", code: "" });
  const shown = wallAt(registry.walls, "/wall/440203/stops/S7");
  expect(shown).toEqual({ kind: stop, district: "440203", code: "S7" });
  expect(shown && [pathOf(shown), themeOf(shown)]).toEqual(["/wall/440203/stops/S7", "440203/stop/S7"]);
  const tabs = shown && tabsOf(registry.walls, shown, new Map(), () => undefined, true);
  expect(tabs?.map(pathOf)).toEqual(["/wall/440203/bus", "/wall/440203/stops/S7"]);
});

test("its setup pages, steps and definitions are there, each in the subject's place", () => {
  expect(registry.settings.map(({ label }) => label)).toEqual(["开始使用", "公交"]);
  expect(registry.steps.get("bus")).toBe(step);
  expect(Object.keys(registry.definitions)).toEqual(["data_time", "bus_late"]);
});

test("a subject that is whole has no faults", () => {
  expect(faultsOf([platform, bus])).toEqual([]);
});

test("what two subjects both bring is told", () => {
  const tram: Subject = { ...bus, name: "tram", order: 16 };
  expect(faultsOf([platform, bus, tram]).map((fault) => fault.split(" is there")[0])).toEqual([
    'page "/bus"', 'page "/bus/:/:"', 'entry of the bar "/bus"', 'setup step "bus"', 'kind of wall "bus"', 'kind of wall "stop"',
    'path of a wall "/wall/:/bus"', 'path of a wall "/wall/:/stops/:"', 'theme "/:/bus/wall"', 'theme "/:/stop/:"', 'definition "bus_late"',
  ]);
  expect(faultsOf([bus, bus])).toContain('subject "bus" is there more than once: bus, bus');
});

test("what leads nowhere is told", () => {
  const wall = bus.walls?.[0];
  expect(faultsOf([{
    name: "Bus", order: 1, pages: [page("/wall/bus", async () => () => null)],
    nav: [{ to: "/tram", label: "", order: 1, roles: [] }], settings: [{ path: "/bus/:line", label: "" }],
    walls: wall ? [{ ...wall, path: "/bus/:line", theme: ":district/bus" }] : [],
  }])).toEqual([
    "Bus: its name is not that of a folder",
    'Bus: the page "/wall/bus" is where walls are',
    'Bus: the entry of the bar "/tram" leads to no page',
    'Bus: the entry of the bar "/tram" is for nobody',
    'Bus: the settings "/bus/:line" lead to no page',
    'Bus: of the settings "/bus/:line" only the district is known',
    'Bus: the path of the wall "bus" does not begin with "/wall"',
    'Bus: the path of the wall "bus" does not leave open district',
    'Bus: path and theme of the wall "bus" do not leave open the same',
    'Bus: the wall "bus" wants the step "bus", which the subject does not bring',
  ]);
});
