import type { OrderSummary } from "../../../gen/opscenter/v1/hotline_pb";
import { flagsOf } from "../words/flags";

/** What sets an order apart, as signs of one character; in words for who points at them or hears them read. */
export function Flags({ order, words }: { order: OrderSummary; words?: boolean }) {
  const flags = flagsOf(order);
  if (flags.length === 0) return null;
  return (
    <span class="flags">
      {flags.map((flag) => (
        <span key={flag.key} class={`flag f-${flag.key}`} title={flag.name}>
          {words ? flag.name : <><span aria-hidden="true">{flag.sign}</span><span class="unseen">{flag.name}</span></>}
        </span>
      ))}
    </span>
  );
}
