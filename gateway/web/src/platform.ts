import type { Definition } from "./shell/definition";
import { page, type Subject } from "./shell/subject";
import { setupRoles } from "./start/steps";

const definitions = {
  data_time: { name: "数据时间", formula: "本屏数字所依据的最新一条事件的发生时间", unit: "时:分:秒" },
} as const satisfies Record<string, Definition>;

declare module "./shell/definition" {
  interface Defined extends Record<keyof typeof definitions, Definition> {}
}

/** What is there with any subjects or none: the way to the walls, and the page 开始使用. */
export const platform: Subject = {
  name: "platform",
  order: 0,
  pages: [page("/start", async () => (await import("./start/StartPage")).StartPage)],
  nav: [
    { to: "/", under: "wall", label: "大屏", order: 0, roles: ["screen", "operator", "leader", "analyst"] },
    { to: "/start", label: "设置", order: 50, roles: setupRoles, forSettings: true },
  ],
  settings: [{ path: "/start", label: "开始使用" }],
  definitions,
};
