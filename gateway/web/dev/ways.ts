// A development aid, not part of the build: a place with two halls and a hotline.
import { registry } from "../src/subjects";
import type { Ways } from "../src/wall/walls";
import { tabsOf, type Wall } from "../src/wall/walls";

const halls = [{ district: "440203", code: "H1", name: "武江区政务服务大厅" }, { district: "440203", code: "H2", name: "西联镇便民服务中心" }];

/** The ways from the wall of a kind: "hall", "hotline" or "indicators". */
export function waysFrom(key: string, one = false): Ways {
  const kind = registry.walls.find((found) => found.key === key);
  if (!kind) throw new Error(`There is no wall "${key}".`);
  const shown: Wall = { kind, district: "440203", code: kind.choices ? "H1" : "" };
  const tabs = tabsOf(registry.walls, shown, new Map([["hall", halls]]), () => undefined, !one);
  return { shown, tabs, choices: one || !kind.choices ? [] : halls, onChoose: (choice) => console.log(choice) };
}
