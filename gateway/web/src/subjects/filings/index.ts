import { page, type Subject } from "../../shell/subject";
import { wallKind } from "../../wall/walls";
import { definitions } from "./definitions";
import { filingRoles } from "./roles";
import { indicatorsStep, peopleStep, placesStep } from "./steps";
import { foldFilings } from "./wall/filings";
import { FilingsView } from "./wall/FilingsView";

/** 百千万: its wall, the forms that are filled and reviewed, and what its bureau needs: rounds, indicators, places, reminders. */
export const subject: Subject = {
  name: "filings",
  order: 30,
  pages: [page("/filings", async () => (await import("./FilingsPage")).FilingsPage)],
  nav: [{ to: "/filings", label: "填报", order: 30, roles: filingRoles }],
  steps: [placesStep, indicatorsStep, peopleStep],
  walls: [wallKind({
    key: "indicators", tab: "百千万", path: "/wall/:district/indicators", theme: ":district/indicators/wall",
    fold: foldFilings, View: FilingsView, step: indicatorsStep,
    missing: "还没有发布指标和区划，发布并下发以后这里会自己显示。",
  })],
  definitions,
};
