import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { Code, ConnectError } from "@connectrpc/connect";
import type { Order, OrderSummary, RevealedOrder } from "../../../../gen/opscenter/v1/hotline_pb";
import { stageName } from "../../words/stages";
import { typeName } from "../../words/types";
import { isSignedOut, sentenceOf } from "../../../../rpc";
import { keyLevels, useKeys } from "../../../../shell/keys";
import { sessionEnded } from "../../../../shell/session";
import { useKeepFocus } from "../../../../shell/useKeepFocus";
import { ActForm } from "../act/ActForm";
import { actionsOf, type ActionName } from "../act/actions";
import { RequestIds } from "../act/send";
import { Flags } from "../Flags";
import { say } from "../said";
import { useDesk } from "../setting";
import { useChanges } from "../useChanges";
import { ActionBar } from "./ActionBar";
import { Clocks } from "./Clocks";
import { OpenOrder } from "./openOrder";
import { OrderFacts } from "./OrderFacts";
import { OrderTexts } from "./OrderTexts";
import { usePrint } from "./print";
import { RevealDialog, Revealed } from "./Reveal";
import { actorName, isNote } from "./story";
import { Story } from "./Story";

/** One order: what it is about, its clocks, what may be done with it, and its history. Another order is another view. */
export function OrderView({ number, takesFocus, onClose, onTouched }: {
  number: string;
  /** The keyboard has opened it and goes on here. */
  takesFocus: boolean;
  onClose: () => void;
  /** Told how it stands after something was done. */
  onTouched: (summary: OrderSummary) => void;
}) {
  const { server, district, now } = useDesk();
  const open = useMemo(() => new OpenOrder({
    order: () => server.hotline.getOrder({ district, number }),
    story: async () => (await server.hotline.getOrderStory({ district, number })).lines,
    isMissing: (error) => error instanceof ConnectError && (error.code === Code.NotFound || error.code === Code.PermissionDenied),
  }), []);
  const ids = useMemo(() => new RequestIds(), []);
  const acting = useSignal<ActionName | undefined>(undefined);
  const asking = useSignal(false);
  const revealed = useSignal<RevealedOrder | undefined>(undefined);
  const heading = useRef<HTMLHeadingElement>(null);
  const box = useRef<HTMLElement>(null);

  useEffect(() => {
    void open.refresh();
    // What is left of a limit goes on, also when nothing happens.
    const timer = setInterval(() => { if (!document.hidden) void open.refresh(); }, 300_000);
    return () => {
      clearInterval(timer);
      open.close();
    };
  }, []);
  useChanges(() => void open.refresh());
  useSignalEffect(() => {
    const { value } = open.state;
    if ((value.kind === "failed" || value.kind === "missing") && isSignedOut(value.error)) sessionEnded();
  });
  const order = open.order.value;
  const there = order !== undefined;
  useEffect(() => {
    if (takesFocus && there) heading.current?.focus({ preventScroll: true });
  }, [takesFocus, there]);
  useKeepFocus(box, () => heading.current);
  const print = usePrint(open);

  const act = (name: ActionName): void => {
    asking.value = false;
    if (acting.value === name) return closeForm();
    acting.value = name;
  };
  // The keyboard goes back to where the form came from; when that is gone, to the order.
  const closeForm = (): void => {
    const name = acting.value;
    acting.value = undefined;
    const button = name && box.current?.querySelector<HTMLElement>(`[data-action="${name}"]`);
    (button ?? heading.current)?.focus({ preventScroll: true });
  };
  const done = (after: Order, said: string): void => {
    acting.value = undefined;
    open.took(after);
    if (after.summary) onTouched(after.summary);
    say(`${number} ${said}`);
    heading.current?.focus({ preventScroll: true });
  };

  useKeys(keyLevels.detail, ({ key, writing }) => {
    if (writing) return false;
    if (key === "Escape") {
      if (acting.value) closeForm();
      else onClose();
      return true;
    }
    const current = open.order.value;
    if (!current) return false;
    if (key === "v" && current.canReveal) {
      asking.value = true;
      return true;
    }
    const action = actionsOf(current).find((one) => one.key === key);
    if (action) act(action.name);
    return action !== undefined;
  });

  const state = open.state.value;
  if (!order || !order.summary) {
    return (
      <section class="order" ref={box} aria-label={`工单 ${number}`}>
        <p class="order-none" role={state.kind === "loading" ? "status" : "alert"}>
          {state.kind === "missing" ? `没有找到工单 ${number}，或者它不归您查看。` : state.kind === "failed" ? sentenceOf(state.error) : "正在读取…"}
        </p>
        <p class="order-none">
          {state.kind === "failed" && <button type="button" class="button" onClick={() => void open.refresh()}>重新读取</button>}
          <button type="button" class="button" onClick={onClose}>返回 <kbd>Esc</kbd></button>
        </p>
      </section>
    );
  }
  const s = order.summary;
  const news = open.news.value.filter((line) => !isNote(line));
  return (
    <section
      class={`order${acting.value === "merge" ? " comparing" : ""}`}
      ref={box}
      aria-label={`工单 ${number}`}
      data-order={number}
      data-stage={s.stage}
      data-version={String(order.version)}
    >
      <header class="order-head">
        <div class="order-id">
          <b class="number">{s.number}</b>
          <span class="stage" data-stage-name>
            {stageName(s.stage)}
          </span>
          <span class="tag">{typeName(s.type)}</span>
          <Flags order={s} words />
          <span class="order-more">
            {order.canReveal && (
              <button
                type="button"
                class="button small plain"
                data-action="reveal"
                aria-keyshortcuts="V"
                onClick={() => (asking.value = true)}
              >
                个人信息<kbd aria-hidden="true">V</kbd>
              </button>
            )}
            <button type="button" class="button small plain" data-action="print" onClick={print}>
              打印
            </button>
            <button type="button" class="button small plain" data-action="close" aria-label="关闭工单" onClick={onClose}>
              返回<kbd aria-hidden="true">Esc</kbd>
            </button>
          </span>
        </div>
        <h2 ref={heading} tabIndex={-1}>
          {s.title || "（无标题）"}
        </h2>
        <ActionBar order={order} open={acting.value} onAct={act} />
      </header>
      {news.length > 0 && (
        <p class="order-news" role="status" data-news>
          <span>刚有变化：{news.map((line) => `${actorName(line.actor)} ${line.text}`).join("；")}</span>
          <button type="button" class="button small" onClick={() => open.seen()}>
            知道了
          </button>
        </p>
      )}
      {state.kind === "failed" && (
        <p class="order-news" role="alert">
          {sentenceOf(state.error)}显示的可能不是最新情况。
          <button type="button" class="button small" onClick={() => void open.refresh()}>
            重新读取
          </button>
        </p>
      )}
      <div class="order-body">
        <div class="order-what">
          <Clocks order={order} now={now.value} />
          {s.lastWord && <p class="last-word">{s.lastWord}</p>}
          {revealed.value && <Revealed data={revealed.value} order={order} onEnd={() => (revealed.value = undefined)} />}
          <OrderFacts order={order} />
          <OrderTexts order={order} now={now.value} />
        </div>
        <div class="order-way">
          {acting.value && (
            <ActForm
              key={acting.value}
              open={open}
              order={order}
              name={acting.value}
              ids={ids}
              onClose={closeForm}
              onDone={done}
              onInstead={act}
            />
          )}
          <Story lines={open.story.value} now={now.value} fresh={news} />
        </div>
      </div>
      {asking.value && (
        <RevealDialog
          number={number}
          onClose={() => (asking.value = false)}
          onRevealed={(data) => {
            asking.value = false;
            revealed.value = data;
          }}
        />
      )}
    </section>
  );
}
