import { page, type Subject } from "../../shell/subject";
import { setupRoles } from "../../start/steps";
import { wallKind } from "../../wall/walls";
import { definitions } from "./definitions";
import { hallStep } from "./step";
import { foldHall } from "./wall/hall";
import { HallView } from "./wall/HallView";
import { visibleHalls } from "./wall/visible";

/** 政务服务大厅: their walls, and the pages that describe them. */
export const subject: Subject = {
  name: "hall",
  order: 10,
  pages: [
    page("/halls", async () => (await import("./settings/HallsPage")).HallsPage),
    page("/halls/:district/:hall", async () => (await import("./settings/HallPage")).HallPage),
  ],
  // Who sets nothing up may still look at the halls.
  nav: [{ to: "/halls", label: "大厅设置", order: 70, roles: ["leader", "analyst"], unless: setupRoles }],
  settings: [{ path: "/halls", label: "大厅" }],
  steps: [hallStep],
  walls: [wallKind({
    key: "hall", tab: "大厅", path: "/wall/:district/:code", theme: ":district/hall/:code",
    fold: foldHall, View: HallView, step: hallStep,
    choices: { list: visibleHalls, reading: "正在读取大厅…", none: "还没有可以查看的大厅。" },
  })],
  definitions,
};
