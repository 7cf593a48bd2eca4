import { page, type Subject } from "../../shell/subject";
import { wallKind } from "../../wall/walls";
import { definitions } from "./definitions";
import { deskRoles } from "./roles";
import { hotlineStep } from "./step";
import { foldHotline } from "./wall/hotline";
import { HotlineView } from "./wall/HotlineView";

/** The 12345 hotline: its wall, the desks where orders are worked on, and the page that describes it. */
export const subject: Subject = {
  name: "hotline",
  order: 20,
  pages: [
    page("/desk", async () => (await import("./desk/DeskPage")).DeskPage),
    page("/hotline/:district", async () => (await import("./settings/HotlineSettingsPage")).HotlineSettingsPage),
  ],
  nav: [{ to: "/desk", label: "工单", order: 20, roles: deskRoles }],
  settings: [{ path: "/hotline/:district", label: "12345 热线" }],
  steps: [hotlineStep],
  walls: [wallKind({
    key: "hotline", tab: "12345", path: "/wall/:district/hotline", theme: ":district/hotline/wall",
    fold: foldHotline, View: HotlineView, step: hotlineStep,
    missing: "12345 热线还没有配置（承办单位、时限），配置好以后这里会自己显示。",
  })],
  definitions,
};
