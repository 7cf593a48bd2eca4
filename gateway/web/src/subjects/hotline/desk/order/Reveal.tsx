import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Order, RevealedOrder } from "../../../../gen/opscenter/v1/hotline_pb";
import { isSignedOut, sentenceOf } from "../../../../rpc";
import { Dialog } from "../../../../shell/Dialog";
import { LongField } from "../../../../shell/fields";
import { sessionEnded } from "../../../../shell/session";
import { useDesk } from "../setting";
import { Paragraphs } from "./OrderTexts";

const shownSeconds = 120;
const phrases = ["回访来电人", "联系来电人核实情况", "现场处置需要"];

/** Asks why, then shows the personal data for a while; both are on the record. */
export function RevealDialog({
  number,
  onClose,
  onRevealed,
}: {
  number: string;
  onClose: () => void;
  onRevealed: (data: RevealedOrder) => void;
}) {
  const { server, district } = useDesk();
  const reason = useSignal("");
  const fault = useSignal("");
  const busy = useSignal(false);
  const send = async (): Promise<void> => {
    const text = reason.value.trim();
    const length = [...text].length;
    fault.value = length < 4 || length > 200 ? "请写明理由，4 至 200 个字。" : "";
    if (fault.value || busy.value) return;
    busy.value = true;
    try {
      onRevealed(await server.hotline.revealOrder({ district, number, reason: text }));
    } catch (error) {
      if (isSignedOut(error)) sessionEnded();
      fault.value = sentenceOf(error);
    } finally {
      busy.value = false;
    }
  };
  return (
    <Dialog title="查看个人信息" onClose={onClose}>
      <form
        data-form="reveal"
        onSubmit={(e) => {
          e.preventDefault();
          void send();
        }}
        onKeyDown={(e) => {
          if (e.key === "Enter" && (e.ctrlKey || e.metaKey) && !e.isComposing) void send();
        }}
      >
        <p class="muted">查看人、时间和理由都会记录在案。只显示 {shownSeconds / 60} 分钟，打印时不带出。</p>
        <LongField
          name="reason"
          label="理由"
          required
          rows={2}
          value={reason.value}
          onInput={(text) => (reason.value = text)}
          fault={fault.value}
          phrases={phrases}
          autofocus
        />
        <p class="form-end">
          <button type="button" class="button" onClick={onClose}>
            取消 <kbd>Esc</kbd>
          </button>
          <button type="submit" class="button first" data-send disabled={busy.value}>
            查看 <kbd>Ctrl+↵</kbd>
          </button>
        </p>
      </form>
    </Dialog>
  );
}

/**
 * The personal data in clear, with the time that is left. It goes by itself, and with the order. Texts that are no clearer than before are
 * not repeated.
 */
export function Revealed({ data, order, onEnd }: { data: RevealedOrder; order: Order; onEnd: () => void }) {
  const left = useSignal(shownSeconds);
  useEffect(() => {
    const until = Date.now() + shownSeconds * 1000;
    const timer = setInterval(() => {
      left.value = Math.ceil((until - Date.now()) / 1000);
      if (left.value <= 0) onEnd();
    }, 1000);
    return () => clearInterval(timer);
  }, [data]);
  const rows: readonly [string, string][] = [
    ["姓名", data.callerName], ["电话", data.callerPhone], ["证件号", data.callerIdNumber], ["地址", data.address],
    ["标题", data.title === order.summary?.title ? "" : data.title]];
  return (
    <section class="revealed" aria-label="个人信息" data-revealed>
      <h3>
        个人信息<small>{left.value} 秒后隐藏</small>
        <button type="button" class="button small" onClick={onEnd}>
          现在隐藏
        </button>
      </h3>
      <dl class="facts">
        {rows
          .filter(([, value]) => value !== "")
          .map(([name, value]) => (
            <div key={name} class="fact">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {data.content !== order.content && <Paragraphs text={data.content} />}
      {data.answer !== order.answer && (
        <>
          <h4>答复</h4>
          <Paragraphs text={data.answer} />
        </>
      )}
    </section>
  );
}
