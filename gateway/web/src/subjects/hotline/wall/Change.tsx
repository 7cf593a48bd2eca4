import { nothing } from "../../../wall/Value";
import { changeOf, changeText } from "../../../shell/shares";

/** How much more or less than before. More is neither good nor bad: it has no colour. */
export function Change({ now, before }: { now: number | undefined; before: number | undefined }) {
  const change = now === undefined || before === undefined ? undefined : changeOf(now, before);
  return <span class="change">{change === undefined ? nothing : changeText(change)}</span>;
}
