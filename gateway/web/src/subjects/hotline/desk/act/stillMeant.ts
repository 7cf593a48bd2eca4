import type { Order, StoryLine } from "../../../../gen/opscenter/v1/hotline_pb";
import { isNote } from "../order/story";
import type { ActionName } from "./actions";

/**
 * Whether a request still means what it meant when its person looked at the order: since then only the product has noted
 * something (a mark of a clock, a precedent that was recorded), and the order stands where it stood.
 */
export function stillMeant(name: ActionName, seen: Order, now: Order, story: readonly StoryLine[]): boolean {
  return now.actions.includes(name) && now.summary?.stage === seen.summary?.stage && now.summary?.department === seen.summary?.department
    && story.filter((line) => line.version > seen.version && line.version <= now.version).every(isNote);
}
