import { page, type Subject } from "../../shell/subject";

/** 工作日历: which days are worked, for whatever counts in working days. */
export const subject: Subject = {
  name: "calendar",
  order: 40,
  pages: [page("/calendar/:district", async () => (await import("./CalendarPage")).CalendarPage)],
  settings: [{ path: "/calendar/:district", label: "工作日历" }],
};
