import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Order, Suggestions } from "../../../../gen/opscenter/v1/hotline_pb";
import { isSignedOut, reasonOf, sentenceOf, violationsOf } from "../../../../rpc";
import { keyLevels, useKeys } from "../../../../shell/keys";
import { sessionEnded } from "../../../../shell/session";
import type { OpenOrder } from "../order/openOrder";
import { nameOfDepartment, useDesk } from "../setting";
import { actingFor } from "./acting";
import { actionOf, beginDraft, requestFor, type Action, type ActionName } from "./actions";
import { faultsOf } from "./check";
import { asked, type ActContext, type Draft, type Faults } from "./draft";
import { draftOf, forgetDraft } from "./drafts";
import { Question } from "./Question";
import { sendWish, type Outcome, type RequestIds } from "./send";
import { stillMeant } from "./stillMeant";
import { faultsFrom } from "./violations";
import { districtNow } from "../../../../shell/districtClock";

const mostOvertaken = 3;

/** The form of one action: what it means, what it asks, and the button that does it. */
export function ActForm({ open, order, name, ids, onClose, onDone, onInstead }: {
  open: OpenOrder;
  /** As it is shown. */
  order: Order;
  name: ActionName;
  /** Ids of the requests about this order. */
  ids: RequestIds;
  onClose: () => void;
  onDone: (order: Order, said: string) => void;
  /** Another action is the better one. */
  onInstead: (name: ActionName) => void;
}) {
  const { server, district, desks, info, feed } = useDesk();
  const action = actionOf(name);
  const number = order.summary?.number ?? "";
  const context: ActContext = {
    order,
    acting: actingFor(name, order, desks.own),
    nameOf: (code) => nameOfDepartment(info, code),
    now: feed.sourceNow.peek() ?? districtNow(),
  };
  const draft = useMemo(() => draftOf(number, name, () => beginDraft(action, context)), [number, name]);
  const faults = useSignal<Faults>({});
  const failure = useSignal("");
  const busy = useSignal(false);
  const suggestions = useSignal<Suggestions | null | undefined>(undefined);
  const box = useRef<HTMLFormElement>(null);
  const needsSuggestions = action.asks.some((ask) => ask.suggests === true || ask.kind === "order");

  useEffect(() => {
    const abort = new AbortController();
    if (needsSuggestions) {
      suggestions.value = null;
      server.hotline.suggestForOrder({ district, number }, { signal: abort.signal }).then(
        (found) => (suggestions.value = found),
        (error: unknown) => {
          if (abort.signal.aborted) return;
          if (isSignedOut(error)) sessionEnded();
          // Without them the form works as well.
          suggestions.value = undefined;
        },
      );
    }
    return () => abort.abort();
  }, [number, name]);
  // The first thing to be filled in; once the suggestions are there, the likeliest of them, unless somebody has begun already.
  const begun = useRef(false);
  const ready = !needsSuggestions || suggestions.value !== null;
  useEffect(() => {
    const form = box.current;
    if (!form || begun.current) return;
    const first = form.querySelector<HTMLInputElement>("[data-asks] :is(input, textarea, select)");
    // Of answers, the one that is chosen already.
    const chosen = first?.type === "radio" ? form.querySelector<HTMLElement>(`input[name="${first.name}"]:checked`) : null;
    (chosen ?? first ?? form.querySelector<HTMLElement>("[data-send]"))?.focus();
  }, [number, name, ready]);

  const set = (change: Partial<Draft>): void => {
    draft.value = { ...draft.value, ...change };
    const left = { ...faults.value };
    for (const field of Object.keys(change)) delete left[field as keyof Draft];
    faults.value = left;
  };

  const send = async (): Promise<void> => {
    if (busy.value || !order.actions.includes(name)) return;
    failure.value = "";
    faults.value = faultsOf(action.asks, draft.value, context);
    if (Object.keys(faults.value).length > 0) {
      box.current?.querySelector<HTMLElement>(`[data-field="${Object.keys(faults.value)[0] ?? ""}"] :is(input, textarea, select)`)?.focus();
      return;
    }
    busy.value = true;
    const outcome = await sendMeant();
    busy.value = false;
    if (outcome.kind !== "unknown") ids.ended();
    switch (outcome.kind) {
      case "done": {
        const said = action.said(draft.value, context);
        forgetDraft(number, name);
        onDone(outcome.answer, said);
        return;
      }
      case "signed-out": return sessionEnded();
      case "overtaken":
        failure.value = "有人先办了这张单，没有办成。请看过最新的办理经过，再决定是否办理。";
        void open.refresh();
        return;
      case "unknown":
        failure.value = `${sentenceOf(outcome.error)}不确定是否办成，再按一次不会重复办理。`;
        return;
      case "refused": {
        const { error } = outcome;
        const found = faultsFrom(
          { violations: violationsOf(error), reason: reasonOf(error), sentence: sentenceOf(error) },
          asked(action.asks, draft.value, context).map((ask) => ask.field),
        );
        faults.value = found.faults;
        failure.value = found.rest.join("");
        // What the rules say depends on how the order stands: it is shown as it is.
        void open.refresh();
        return;
      }
    }
  };

  // Where only the product has noted something since the order was looked at, the request stands and is sent again.
  const sendMeant = async (): Promise<Outcome<Order>> => {
    let seen = order;
    for (let repeats = 0; ; repeats++) {
      const request = requestFor(action, draft.value, { ...context, order: seen }, district, ids);
      const outcome = await sendWish(() => server.hotline.actOnOrder(request));
      if (outcome.kind !== "overtaken" || repeats >= mostOvertaken) return outcome;
      await open.refresh();
      const now = open.order.peek();
      if (!now || !stillMeant(name, seen, now, open.story.peek())) return outcome;
      seen = now;
    }
  };

  useKeys(keyLevels.form, ({ key, writing }, e) => {
    const inside = e.target instanceof Node && box.current?.contains(e.target) === true;
    if (key === "Ctrl+Enter" && (inside || !writing)) {
      void send();
      return true;
    }
    if (key === "Escape" && (inside || e.target === document.body)) {
      onClose();
      return true;
    }
    // Where somebody chooses among answers, letters are no commands.
    return inside && /^[a-z0-9]$/.test(key) && !writing;
  });

  const allowed = order.actions.includes(name);
  const repeats = suggestions.value?.repeats.length ?? 0;
  const questions = asked(action.asks, draft.value, context);
  return (
    <form
      ref={box}
      class={`act-form act-${action.tone}`}
      data-form={name}
      aria-label={action.label}
      noValidate
      onKeyDown={() => (begun.current = true)}
      onMouseDown={() => (begun.current = true)}
      onSubmit={(e) => {
        e.preventDefault();
        void send();
      }}
    >
      <h3>
        {action.label}
        <small>{action.means}</small>
      </h3>
      {name === "dispatch" && repeats > 0 && order.actions.includes("merge") && (
        <p class="form-note">
          有 {repeats} 张工单像是同一件事。
          <button type="button" class="button small" onClick={() => onInstead("merge")}>
            对照并单
          </button>
        </p>
      )}
      <div data-asks>
        {questions.map((ask) => (
          <Question
            key={ask.field}
            ask={ask}
            action={name}
            draft={draft.value}
            context={context}
            fault={faults.value[ask.field]}
            suggestions={ask.suggests || ask.kind === "order" ? suggestions.value : undefined}
            set={set}
          />
        ))}
      </div>
      <div class="form-foot">
        {failure.value && (
          <p class="failure" role="alert">
            {failure.value}
          </p>
        )}
        {!allowed && (
          <p class="failure" role="alert">
            这张单现在不能{action.label}了。
          </p>
        )}
        <p class="form-end">
          <button type="button" class="button" onClick={onClose}>
            取消 <kbd>Esc</kbd>
          </button>
          <button type="submit" class="button first" data-send disabled={busy.value || !allowed}>
            {busy.value ? (
              "正在办理…"
            ) : (
              <>
                {sendLabel(action, draft.value)} <kbd>{questions.length === 0 ? "↵" : "Ctrl+↵"}</kbd>
              </>
            )}
          </button>
        </p>
      </div>
    </form>
  );
}

/** What the button says: what will be done; where the form asks for a verdict, the verdict. */
function sendLabel(action: Action, draft: Draft): string {
  const [choice, ...more] = action.asks.filter((ask) => ask.kind === "choice");
  const answer = more.length > 0 ? undefined : choice?.choices?.find((one) => one.value !== undefined && one.value === draft[choice.field]);
  return answer ? `确认：${answer.label}` : `确认${action.label}`;
}
