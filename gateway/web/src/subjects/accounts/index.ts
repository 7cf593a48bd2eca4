import { page, type Subject } from "../../shell/subject";

/** 账号: who may sign in, and do what where. */
export const subject: Subject = {
  name: "accounts",
  order: 60,
  pages: [page("/accounts", async () => (await import("./AccountsPage")).AccountsPage)],
  nav: [{ to: "/accounts", label: "账号", order: 60, roles: ["administrator"] }],
};
