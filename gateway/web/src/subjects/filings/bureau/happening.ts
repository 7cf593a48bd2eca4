import type { RoundHappening } from "../../../gen/opscenter/v1/filings_pb";
import { dayTime } from "../words/moments";

/** What happened to a round, in words. */
export interface Happening {
  readonly text: string;
  /** Of the file that was sent. */
  readonly hash?: string;
}

/** What a later server tells and this page has no words for is shown as such. */
export function happeningOf({ what }: Pick<RoundHappening, "what">): Happening {
  switch (what.case) {
    case "opened":
      return { text: `下发给 ${what.value.places} 个地方，${dayTime(what.value.dueAt)} 截止，${dayTime(what.value.lockAt)} 锁定` };
    case "dueMoved":
      return { text: `截止改为 ${dayTime(what.value.dueAt)}${what.value.reason && `：${what.value.reason}`}` };
    case "placesChanged": {
      const { added, removed, reason } = what.value;
      const counts = [added.length > 0 && `增加 ${added.length} 个地方`, removed.length > 0 && `减少 ${removed.length} 个地方`];
      return { text: [reason || "区划变动", ...counts].filter(Boolean).join("，") };
    }
    case "reported": {
      const { report, fileName, places, layout, hash } = what.value;
      return { text: `第 ${report} 次报送：${fileName}，${places} 份${layout && `，版式“${layout}”`}`, hash };
    }
    default:
      return { text: "其他变动" };
  }
}
