import { calendars } from "./rpc";
import type { Handing } from "../../shell/Upload";

/** How a decree on a year's working days is handed in. */
export const calendarHanding = (district: string): Handing => ({
  title: "选择或拖入一年的放假安排",
  hint: "JSON，一年一个文件",
  endings: [".json"],
  megabytes: 1,
  hand: async (_, content, dryRun) => {
    const { year, changes, openOrders } = await calendars.decreeCalendar({ district, content, dryRun });
    return { changes, consequence: `这是 ${year} 年的安排。${openOrders > 0 ? `现有 ${openOrders} 件未办结工单，生效后按新日历重新计算时限。` : "现在没有未办结的工单需要重新计算时限。"}` };
  },
});
