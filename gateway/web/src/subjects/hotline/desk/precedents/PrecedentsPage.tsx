import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { PrecedentInfo } from "../../../../gen/opscenter/v1/hotline_pb";
import { isSignedOut, sentenceOf } from "../../../../rpc";
import { Dialog } from "../../../../shell/Dialog";
import { LongField } from "../../../../shell/fields";
import { Link } from "../../../../shell/Link";
import { hasRole, sessionEnded } from "../../../../shell/session";
import { orderPath } from "../address";
import { fullMoment } from "../moments";
import { say } from "../said";
import { useDesk } from "../setting";
import { arranged } from "./arranged";

/** The book of precedents: what was ruled, on which order, and what of it still routes orders. */
export function PrecedentsPage() {
  const { server, district } = useDesk();
  const list = useSignal<readonly PrecedentInfo[] | undefined>(undefined);
  const failure = useSignal("");
  const text = useSignal("");
  const revoking = useSignal<PrecedentInfo | undefined>(undefined);
  const load = (): void => {
    server.hotline.listPrecedents({ district }).then(
      (answer) => {
        list.value = answer.precedents;
        failure.value = "";
      },
      (error: unknown) => (isSignedOut(error) ? sessionEnded() : (failure.value = sentenceOf(error))),
    );
  };
  useEffect(load, []);
  const shown = arranged(list.value ?? [], text.value);
  return (
    <section class="desk-page" aria-label="先例">
      <header class="list-head">
        <h1>先例{list.value && <b class="count">{list.value.filter((precedent) => !precedent.revoked).length}</b>}</h1>
        <p class="muted">会商裁定形成；同一事项、同类场所的下一张工单自动照此派单，并在单上注明。</p>
      </header>
      <div class="filter-bar">
        <div class="search">
          <input
            type="search"
            data-search
            aria-label="在先例中查找"
            placeholder="事项、场所、单位、理由"
            value={text}
            onInput={(e) => (text.value = e.currentTarget.value)}
          />
          <kbd aria-hidden="true">/</kbd>
        </div>
      </div>
      {failure.value && (
        <p class="list-failure" role="alert">
          {failure.value}
          <button type="button" class="button small" onClick={load}>
            重新读取
          </button>
        </p>
      )}
      <div class="page-rows">
        <table class="rows">
          <thead>
            <tr>
              <th>事项</th>
              <th>场所</th>
              <th>责任单位</th>
              <th>依据</th>
              <th>裁定理由</th>
              <th>来源工单</th>
              <th>裁定</th>
              <th>状态</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((precedent) => (
              <tr key={`${precedent.key} ${precedent.version}`} class={precedent.revoked ? "revoked" : ""} data-precedent={precedent.key}>
                <td>{precedent.topic.split("/").join(" › ")}</td>
                <td>{precedent.placeKind || "未注明"}</td>
                <td>{precedent.departmentName || precedent.department}</td>
                <td>
                  {precedent.clause ? (
                    <>
                      第 {precedent.clause} 条{precedent.clauseText && <small class="muted">{precedent.clauseText}</small>}
                    </>
                  ) : (
                    "—"
                  )}
                </td>
                <td>{precedent.reason}</td>
                <td>
                  {precedent.order && (
                    <Link to={orderPath(district, precedent.order)} class="number">
                      {precedent.order}
                    </Link>
                  )}
                </td>
                <td class="nowrap">
                  {fullMoment(precedent.ruledAt)}
                  <small class="muted">{precedent.ruledBy}</small>
                </td>
                <td class="nowrap">
                  {precedent.revoked ? "已撤销" : `第 ${precedent.version} 版`}
                  {!precedent.revoked && hasRole("adjudicator") && (
                    <button
                      type="button"
                      class="button small act-away"
                      data-revoke={precedent.key}
                      onClick={() => (revoking.value = precedent)}
                    >
                      撤销
                    </button>
                  )}
                </td>
              </tr>
            ))}
            {list.value && shown.length === 0 && (
              <tr>
                <td colSpan={8} class="muted">
                  {text.value ? "没有符合的先例。" : "还没有先例：两次退单后由会商裁定，裁定时勾选“形成先例”，下一张同类工单就照此派单。"}
                </td>
              </tr>
            )}
            {!list.value && !failure.value && (
              <tr>
                <td colSpan={8} class="muted">
                  正在读取…
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      {revoking.value && (
        <Revoke
          precedent={revoking.value}
          onClose={() => (revoking.value = undefined)}
          onDone={() => {
            revoking.value = undefined;
            say("先例已撤销，不再自动派单");
            load();
          }}
        />
      )}
    </section>
  );
}

function Revoke({ precedent, onClose, onDone }: { precedent: PrecedentInfo; onClose: () => void; onDone: () => void }) {
  const { server, district } = useDesk();
  const reason = useSignal("");
  const fault = useSignal("");
  const busy = useSignal(false);
  const send = async (): Promise<void> => {
    fault.value = reason.value.trim() === "" ? "请填写撤销的理由。" : "";
    if (fault.value || busy.value) return;
    busy.value = true;
    try {
      await server.hotline.revokePrecedent({ district, key: precedent.key, reason: reason.value.trim() });
      onDone();
    } catch (error) {
      if (isSignedOut(error)) sessionEnded();
      fault.value = sentenceOf(error);
    } finally {
      busy.value = false;
    }
  };
  return (
    <Dialog title="撤销先例" onClose={onClose}>
      <form
        data-form="revoke"
        onSubmit={(e) => {
          e.preventDefault();
          void send();
        }}
        onKeyDown={(e) => {
          if (e.key === "Enter" && (e.ctrlKey || e.metaKey) && !e.isComposing) void send();
        }}
      >
        <p>
          {precedent.topic.split("/").join(" › ")}，{precedent.placeKind || "未注明场所"}：由
          {precedent.departmentName || precedent.department}办理。撤销后不再自动派单，已派的工单不变。
        </p>
        <LongField
          name="reason"
          label="撤销的理由"
          required
          rows={3}
          most={500}
          value={reason.value}
          onInput={(value) => (reason.value = value)}
          fault={fault.value}
          autofocus
        />
        <p class="form-end">
          <button type="button" class="button" onClick={onClose}>
            取消 <kbd>Esc</kbd>
          </button>
          <button type="submit" class="button first" data-send disabled={busy.value}>
            撤销 <kbd>Ctrl+↵</kbd>
          </button>
        </p>
      </form>
    </Dialog>
  );
}
