import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Order, Suggestions } from "../../../../gen/opscenter/v1/hotline_pb";
import { stageName } from "../../words/stages";
import { isSignedOut, sentenceOf } from "../../../../rpc";
import { Field, TextField } from "../../../../shell/fields";
import { sessionEnded } from "../../../../shell/session";
import { OrderFacts } from "../order/OrderFacts";
import { Paragraphs } from "../order/OrderTexts";
import { useDesk } from "../setting";
import { shortMoment } from "../moments";

/**
 * The order that this one goes with: one of those that may be the same matter, or any by its number; laid beside this one to be compared.
 */
export function MergeField({ label, value, onChoose, suggestions, fault }: {
  label: string;
  value: string;
  onChoose: (number: string, reason: string) => void;
  suggestions: Suggestions | null | undefined;
  fault?: string | undefined;
}) {
  const { server, district, now } = useDesk();
  const other = useSignal<Order | undefined>(undefined);
  const failure = useSignal("");
  const repeats = suggestions?.repeats ?? [];
  useEffect(() => {
    other.value = undefined;
    failure.value = "";
    if (value.trim() === "") return;
    const abort = new AbortController();
    // Not for every letter of a number.
    const timer = setTimeout(() => {
      server.hotline.getOrder({ district, number: value.trim() }, { signal: abort.signal }).then(
        (order) => (other.value = order),
        (error: unknown) => {
          if (abort.signal.aborted) return;
          if (isSignedOut(error)) sessionEnded();
          failure.value = sentenceOf(error);
        },
      );
    }, 200);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [value]);
  return (
    <>
      <Field
        name="parent"
        label={label}
        required
        fault={fault}
        group
        hint={
          suggestions === null
            ? "正在找可能是同一件事的工单…"
            : repeats.length === 0
              ? "没有找到像是同一件事的工单，可直接填工单号。"
              : undefined
        }
      >
        {() => (
          <span class="candidates many" role="radiogroup">
            {repeats.map(
              ({ order, reason }) =>
                order && (
                  <label key={order.number} class={order.number === value ? "choice chosen" : "choice"} data-repeat={order.number}>
                    <input
                      type="radio"
                      name="parent"
                      value={order.number}
                      checked={order.number === value}
                      onChange={() => onChoose(order.number, reason)}
                    />
                    <span class="choice-text">
                      <b>{order.title || order.number}</b>
                      <small>{reason}</small>
                      <small>
                        {order.number} · {stageName(order.stage)} · {shortMoment(order.receivedAt, now.value)} ·{" "}
                        {order.departmentName || "未派单"}
                      </small>
                    </span>
                  </label>
                ),
            )}
          </span>
        )}
      </Field>
      <TextField
        name="parent-number"
        label="或者填工单号"
        value={repeats.some(({ order }) => order?.number === value) ? "" : value}
        onInput={(text) => onChoose(text.trim(), "")}
      />
      {failure.value && (
        <p class="field-fault" role="alert">
          {failure.value}
        </p>
      )}
      {other.value?.summary && (
        <section class="compared" aria-label={`对照：${other.value.summary.number}`} data-compared={other.value.summary.number}>
          <h4>
            {other.value.summary.title} <small>{other.value.summary.number}</small>
          </h4>
          <OrderFacts order={other.value} />
          <Paragraphs text={other.value.content || other.value.summary.excerpt} />
        </section>
      )}
    </>
  );
}
