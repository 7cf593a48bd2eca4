import { useComputed } from "@preact/signals";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import type { DefinitionKey } from "../definitions";
import { secondsSince } from "../../../shell/time";
import { nothing } from "../../../wall/Value";
import type { HotlineFeed } from "./hotline";

/** How long something has lain there by the data's clock; ticks, and stands still when no frames come. */
export function Age({
  feed,
  since,
  def,
  show,
}: {
  feed: HotlineFeed;
  since: Timestamp | undefined;
  def: DefinitionKey;
  show: (seconds: number) => string;
}) {
  const second = useComputed(() => (feed.sourceNow.value === undefined ? undefined : Math.floor(feed.sourceNow.value / 1000) * 1000));
  const seconds = secondsSince(since, second.value);
  return (
    <b class="age" data-def={def}>
      {seconds === undefined ? nothing : show(seconds)}
    </b>
  );
}
