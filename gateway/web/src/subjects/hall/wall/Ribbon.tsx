import { useComputed } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { definitions, type DefinitionKey } from "../definitions";
import type { Counts } from "../../../gen/opscenter/v1/hall_pb";
import type { HallFeed } from "./hall";
import { grouped, minutes, percent, percent1, secondsSince, span, whole } from "../../../shell/time";
import { StateBar } from "./StateBar";
import { nothing, Value } from "../../../wall/Value";
import { worstWait } from "./alarm";

/** The whole hall in eight numbers. */
export function Ribbon({ feed }: { feed: HallFeed }) {
  const total = useComputed(() => feed.standing.value.theme?.total);
  const of = (pick: (c: Counts) => number | undefined) => () => (total.value ? pick(total.value) : undefined);
  const windows = useComputed(() => feed.standing.value.theme?.windows);
  const longest = useComputed(() => longestNow(total.value, feed));
  const wait = useComputed(() => `cell ${worstWait(feed.standing.value.theme)}`);
  return (
    <section class="ribbon" aria-label="全厅">
      <Cell
        def="waiting"
        sub={
          <>
            已呼叫 <Value metric="total.called" def="called" of={of((c) => c.called)} show={whole} />
          </>
        }
      >
        <Value fit metric="total.waiting" def="waiting" of={of((c) => c.waiting)} show={grouped} unit="人" />
      </Cell>
      <Cell def="longest_wait" class={wait} sub={<OldestTicket feed={feed} />}>
        <Value fit metric="total.longest_wait_now_seconds" def="longest_wait" of={() => longest.value} show={span} />
      </Cell>
      <Cell
        def="mean_wait"
        sub={
          <>
            预约 <Value metric="total.appointments" def="appointments" of={of((c) => c.appointments)} show={grouped} />
          </>
        }
      >
        <Value fit metric="total.mean_wait_seconds" def="mean_wait" of={of((c) => c.meanWaitSeconds)} show={minutes} unit="分" />
      </Cell>
      <Cell
        def="served"
        sub={
          <>
            取号 <Value metric="total.taken" def="taken" of={of((c) => c.taken)} show={grouped} />
          </>
        }
      >
        <Value fit metric="total.served" def="served" of={of((c) => c.served)} show={grouped} unit="件" />
      </Cell>
      <Cell
        def="mean_service"
        sub={
          <>
            办理中 <Value metric="total.serving" def="serving" of={of((c) => c.serving)} show={whole} />
          </>
        }
      >
        <Value fit metric="total.mean_service_seconds" def="mean_service" of={of((c) => c.meanServiceSeconds)} show={minutes} unit="分" />
      </Cell>
      <Cell
        def="utilisation"
        sub={
          <>
            忙闲不均 <Value metric="total.imbalance" def="imbalance" of={of((c) => c.imbalance)} show={(n) => n.toFixed(2)} />
          </>
        }
      >
        <Value fit metric="total.utilisation" def="utilisation" of={of((c) => c.utilisation)} show={percent} unit="%" />
      </Cell>
      <Cell
        def="abandonment"
        sub={
          <>
            弃号 <Value metric="total.abandoned" def="abandoned" of={of((c) => c.abandoned)} show={grouped} />
          </>
        }
      >
        <Value fit metric="total.abandonment" def="abandonment" of={of((c) => c.abandonment)} show={percent1} unit="%" />
      </Cell>
      <Cell def="windows_open" sub={<StateBar metric="total" windows={() => (windows.value ? [...windows.value.values()] : [])} />}>
        <Value fit metric="total.windows_open" def="windows_open" of={of((c) => c.windowsOpen)} show={whole} />
        <Value class="out-of" metric="total.windows" def="windows_open" of={() => windows.value?.size} show={(n) => `/ ${n}`} />
      </Cell>
    </section>
  );
}

/** Seconds that the longest waiting ticket has waited by the hall's clock; undefined when nobody waits. */
export function longestNow(counts: Counts | undefined, feed: HallFeed): number | undefined {
  return secondsSince(counts?.oldestWaitingSince, feed.sourceNow.value);
}

function OldestTicket({ feed }: { feed: HallFeed }) {
  const ticket = useComputed(() => feed.standing.value.theme?.total?.oldestWaitingTicket ?? "");
  const text = useComputed(() => ticket.value || nothing);
  return (
    <>
      号票{" "}
      <span class="value ellipsis" title={text}>
        <b data-metric="total.oldest_waiting_ticket" data-value={ticket}>
          {text}
        </b>
      </span>
    </>
  );
}

function Cell({ def, sub, children, class: cls = "cell" }: {
  def: DefinitionKey;
  sub?: ComponentChildren;
  children: ComponentChildren;
  class?: string | { readonly value: string };
}) {
  const name = typeof cls === "string" ? cls : cls.value;
  return (
    <div class={name}>
      <span class="label" data-def={def}>{definitions[def].name}</span>
      <span class="key">{children}</span>
      <span class="sub">{sub ?? " "}</span>
    </div>
  );
}
