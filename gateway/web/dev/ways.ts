// A development aid, not part of the build: a place with two halls and a hotline.
import type { Ways } from "../src/wall/Header";
import { tabsOf, type Wall } from "../src/wall/walls";

const halls = [{ district: "440203", hall: "H1", name: "武江区政务服务大厅" }, { district: "440203", hall: "H2", name: "西联镇便民服务中心" }];

export const waysFrom = (shown: Wall, one = false): Ways => ({
  shown, halls: one ? [] : halls, tabs: tabsOf(shown, halls, undefined, !one), onChoose: (choice) => console.log(choice),
});
