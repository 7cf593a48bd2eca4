import { useSignal, type Signal } from "@preact/signals";
import { useMemo, useRef } from "preact/hooks";
import type { Filing, FilingCell } from "../../../gen/opscenter/v1/filings_pb";
import { dayEnd, dayTime, untilText } from "../words/moments";
import { valueText } from "../words/rates";
import { stageLook, stepName } from "../words/stages";
import { isSignedOut, sentenceOf, violationsOf } from "../../../rpc";
import { filings } from "../rpc";
import { Dialog } from "../../../shell/Dialog";
import { LongField, TextField } from "../../../shell/fields";
import { Link } from "../../../shell/Link";
import { download } from "../../../shell/download";
import { sessionEnded } from "../../../shell/session";
import { instantOf } from "../../../shell/time";
import { pathOfList, type FilingName } from "../address";
import { faultOf } from "./check";
import { useAsked } from "../../../shell/useAsked";
import { StageChip } from "./StageChip";
import { districtNow } from "../../../shell/districtClock";

/** What somebody has typed and the server has not yet. */
interface Draft {
  readonly value: string;
  readonly explanation: string;
}

/** One filing: a form for whoever fills it, a sheet to mark for whoever reviews it, a record for everybody else. */
export function FilingView({ name }: { name: FilingName }) {
  const asked = useAsked(() => filings.getFiling(name), [name.set, name.period, name.place]);
  const filing = asked.value.value;
  if (!filing) return asked.failure.value ? <p class="failure" role="alert">{asked.failure}</p> : <p class="lead" role="status">正在读取…</p>;
  return <Sheet name={name} filing={asked.value as Signal<Filing>} reload={asked.again} />;
}

function Sheet({ name, filing, reload }: { name: FilingName; filing: Signal<Filing>; reload: () => Promise<void> }) {
  const drafts = useSignal<Readonly<Record<string, Draft>>>({});
  const faults = useSignal<Readonly<Record<string, string>>>({});
  const returned = useSignal<Readonly<Record<string, string>>>({});
  const said = useSignal<{ readonly text: string; readonly good: boolean } | undefined>(undefined);
  const busy = useSignal(false);
  // By which local day what is returned is to be mended; empty: by the set's own limit.
  const due = useSignal("");
  const asking = useSignal<"return" | "reopen" | undefined>(undefined);
  // One change after the other: the revisions that the next one has seen come with the answer to this one.
  const turn = useMemo(() => ({ last: Promise.resolve() }), []);
  const file = useRef<HTMLInputElement>(null);
  const f = filing.value;
  const s = f.summary;
  const look = stageLook(s?.stage ?? 0);

  const doing = (what: () => Promise<void>): Promise<void> => {
    turn.last = turn.last.then(async () => {
      busy.value = true;
      said.value = undefined;
      try {
        await what();
      } catch (error) {
        if (isSignedOut(error)) return sessionEnded();
        const places = violationsOf(error);
        faults.value = {
          ...faults.value,
          ...Object.fromEntries(places.map((each) => [/^cells\[(.+)\]$/.exec(each.place)?.[1] ?? each.place, each.sentence])),
        };
        said.value = { text: places.length > 0 ? `有 ${places.length} 处需要改正` : sentenceOf(error), good: false };
        // Somebody else may have changed it: what stands there now is shown, what was typed stays.
        if (places.length === 0) await reload();
      } finally {
        busy.value = false;
      }
    });
    return turn.last;
  };

  const inputs = () =>
    Object.entries(drafts.peek()).map(([indicator, draft]) => ({
      indicator,
      value: draft.value,
      explanation: draft.explanation,
      seenRevision: filing.peek().cells.find((cell) => cell.indicator === indicator)?.revision ?? 0,
    }));

  const save = (submit: boolean): Promise<void> => doing(async () => {
    const cells = inputs();
    if (cells.length === 0 && !submit) return;
    const sent = drafts.peek();
    const answer = await filings.saveFiling({ ...name, cells, submit });
    filing.value = answer;
    faults.value = {};
    // What was typed while this was on its way is still to be saved.
    drafts.value = Object.fromEntries(Object.entries(drafts.peek()).filter(([indicator, draft]) => sent[indicator] !== draft));
    if (!submit) return;
    const wrong = answer.cells.filter((cell) => cell.finding !== "").length;
    said.value =
      answer.mayFill && wrong > 0
        ? { text: `还不能上报：有 ${wrong} 项未通过校验，已标在下面；填好的内容已保存。`, good: false }
        : { text: "已上报，等待审核。", good: true };
    window.scrollTo({ top: 0, behavior: "smooth" });
  });

  const review = (cells: { indicator: string; reason: string }[]): Promise<void> => doing(async () => {
    filing.value = await filings.reviewFiling({
      ...name,
      version: f.version,
      returned: cells,
      ...(cells.length > 0 && due.value ? { dueAt: instantOf(due.value, dayEnd) } : {}),
    });
    returned.value = {};
    due.value = "";
    asking.value = undefined;
    said.value = { text: cells.length > 0 ? "已退回，填报人会看到原因。" : "已审核通过。", good: true };
  });

  const upload = (chosen: File | undefined): Promise<void> => doing(async () => {
    if (!chosen) return;
    const answer = await filings.uploadFiling({ ...name, fileName: chosen.name, content: new Uint8Array(await chosen.arrayBuffer()) });
    if (answer.filing) filing.value = answer.filing;
    if (file.current) file.current.value = "";
    drafts.value = {};
    problems.value = answer.problems.map((problem) => ({
      cell: problem.cell,
      sentence: problem.sentence.split(" / ")[0] ?? problem.sentence,
    }));
    said.value = answer.problems.length > 0
      ? { text: `文件“${chosen.name}”有 ${answer.problems.length} 处需要改正，没有任何改动。`, good: false }
      : { text: answer.saved > 0 ? `已从文件读入 ${answer.saved} 项，请核对后上报。` : "文件内容与现有数值相同。", good: true };
  });
  const problems = useSignal<readonly { cell: string; sentence: string }[]>([]);

  const marked = Object.entries(returned.value);
  return (
    <div class="filing-page">
      <p class="filing-back">
        <Link to={pathOfList(name.district)}>‹ 全部填报</Link>
      </p>
      <header class="filing-head">
        <h1>
          {s?.setName} <small>{s?.periodName}</small>
        </h1>
        <p class="filing-place">
          {s?.townName && s.townName !== s.placeName ? `${s.townName} · ` : ""}
          {s?.placeName}
        </p>
        <p class={s?.isLate ? "filing-state late" : "filing-state"}>
          <StageChip stage={s?.stage ?? 0} />
          {look.tone === "todo" || look.tone === "back" ? (
            <span>
              {dayTime(s?.dueAt)} 截止 · <b>{untilText(s?.dueAt, districtNow())}</b>
            </span>
          ) : s?.submittedAt ? (
            <span>{dayTime(s.submittedAt)} 上报</span>
          ) : null}
        </p>
        <Way filing={f} />
      </header>
      <div role="status" aria-live="polite">
        {said.value && <p class={said.value.good ? "success" : "failure"}>{said.value.text}</p>}
      </div>
      {problems.value.length > 0 && (
        <ul class="card problems">
          {problems.value.map((problem) => (
            <li key={`${problem.cell}${problem.sentence}`}>
              <b>{problem.cell}</b> {problem.sentence}
            </li>
          ))}
        </ul>
      )}
      <div class="cells">
        {f.cells.map((cell) => (
          <CellCard
            key={cell.indicator}
            cell={cell}
            draft={drafts.value[cell.indicator]}
            fault={faults.value[cell.indicator]}
            fills={f.mayFill && !cell.isComputed}
            reviews={f.mayReview && !cell.isComputed}
            reason={returned.value[cell.indicator]}
            onType={(draft) => {
              drafts.value = { ...drafts.value, [cell.indicator]: draft };
              const { [cell.indicator]: _, ...others } = faults.value;
              faults.value = others;
            }}
            onLeave={() => {
              if (faultOf(cell, drafts.peek()[cell.indicator]?.value ?? "") === undefined) void save(false);
            }}
            onMark={(reason) => {
              const { [cell.indicator]: _, ...others } = returned.value;
              returned.value = reason === undefined ? others : { ...others, [cell.indicator]: reason };
            }}
          />
        ))}
      </div>
      {f.approvals.length > 1 && <Versions filing={f} />}
      {(f.mayFill || f.mayReview || f.mayReopen) && (
        <footer class="filing-bar-bottom">
          {f.mayFill && (
            <>
              <button
                type="button"
                class="button"
                onClick={() =>
                  void doing(async () => {
                    const t = await filings.getFilingTemplate(name);
                    download(t.fileName, t.content);
                  })
                }
              >
                下载模板
              </button>
              <button type="button" class="button" onClick={() => file.current?.click()}>
                上传表格
              </button>
              <input ref={file} type="file" accept=".xlsx" hidden onChange={(e) => void upload(e.currentTarget.files?.[0])} />
              <button type="button" class="button first" disabled={busy.value} onClick={() => void save(true)}>
                上报
              </button>
            </>
          )}
          {f.mayReview &&
            (marked.length > 0 ? (
              <>
                <label class="return-due">
                  <span>改正期限</span>
                  <input
                    type="date"
                    name="return-due"
                    value={due.value}
                    title="不填：按套表的规定"
                    onInput={(e) => (due.value = e.currentTarget.value)}
                  />
                </label>
                <button
                  type="button"
                  class="button warn"
                  disabled={busy.value || marked.some(([, reason]) => reason.trim() === "")}
                  onClick={() => void review(marked.map(([indicator, reason]) => ({ indicator, reason: reason.trim() })))}
                >
                  退回所选 {marked.length} 项
                </button>
              </>
            ) : (
              <button type="button" class="button first" disabled={busy.value} onClick={() => void review([])}>
                审核通过
              </button>
            ))}
          {f.mayReopen && (
            <button type="button" class="button" onClick={() => (asking.value = "reopen")}>
              更正
            </button>
          )}
        </footer>
      )}
      {asking.value === "reopen" && (
        <Reopen
          onClose={() => (asking.value = undefined)}
          onReopen={(reason, day) =>
            doing(async () => {
              filing.value = await filings.reopenFiling({ ...name, reason, ...(day ? { dueAt: instantOf(day, dayEnd) } : {}) });
              asking.value = undefined;
            })
          }
        />
      )}
    </div>
  );
}

/** Where it stands on its way. */
function Way({ filing }: { filing: Filing }) {
  const at = filing.step === 0 ? -1 : filing.steps.indexOf(filing.step);
  const done = stageLook(filing.summary?.stage ?? 0).tone === "done";
  const stops = ["填报", ...filing.steps.map(stepName), "通过"];
  const here = done ? stops.length - 1 : at >= 0 ? at + 1 : 0;
  return (
    <ol class="way-of">
      {stops.map((stop, i) => (
        <li key={stop} class={i < here ? "past" : i === here ? "here" : ""} aria-current={i === here ? "step" : undefined}>
          {stop}
        </li>
      ))}
    </ol>
  );
}

function CellCard({ cell, draft, fault, fills, reviews, reason, onType, onLeave, onMark }: {
  cell: FilingCell;
  draft: Draft | undefined;
  fault: string | undefined;
  fills: boolean;
  reviews: boolean;
  reason: string | undefined;
  onType: (draft: Draft) => void;
  onLeave: () => void;
  onMark: (reason: string | undefined) => void;
}) {
  const value = draft?.value ?? cell.value;
  const explanation = draft?.explanation ?? cell.explanation;
  const typing = fills ? faultOf(cell, value) : undefined;
  // While it is being changed, what the server said of the value before says nothing.
  const wrong = fault ?? typing ?? (draft === undefined || draft.value === cell.value ? cell.finding : "");
  const untouched = fills && cell.revision === 0 && draft === undefined && value === "";
  const shown = untouched ? "" : wrong;
  const id = `cell-${cell.indicator}`;
  return (
    <section class={`cell-card ${shown ? "wrong" : ""} ${cell.returned ? "back" : ""}`} data-cell={cell.indicator}>
      <div class="cell-name">
        <label for={id}>
          {cell.name}
          {cell.isRequired && fills ? (
            <i class="needed" title="必填">
              *
            </i>
          ) : null}
        </label>
        <small>
          {cell.indicator}
          {cell.isComputed ? " · 系统自动填" : ""}
        </small>
      </div>
      {cell.returned && <p class="cell-returned">退回原因：{cell.returned}</p>}
      {fills ? (
        <div class="cell-input">
          <input
            id={id}
            name={cell.indicator}
            value={value}
            autocomplete="off"
            inputMode={cell.kind === "text" ? "text" : "decimal"}
            aria-invalid={shown !== ""}
            aria-describedby={shown ? `${id}-wrong` : undefined}
            onInput={(e) => onType({ value: e.currentTarget.value, explanation })}
            onBlur={onLeave}
          />
          <span>{cell.unit}</span>
        </div>
      ) : (
        <div class="cell-value" id={id}>
          <b>{cell.kind === "text" ? value || "—" : value ? valueText(value) : "—"}</b>
          <span>{cell.unit}</span>
        </div>
      )}
      {shown && (
        <p id={`${id}-wrong`} class="cell-wrong" role="alert">
          {shown}
        </p>
      )}
      {fills && (cell.canExplain || explanation !== "") && (
        <div class="cell-explain">
          <LongField
            name={`${cell.indicator}-explanation`}
            label="说明"
            rows={2}
            most={500}
            value={explanation}
            onInput={(text) => onType({ value, explanation: text })}
          />
          <button type="button" class="button small" onClick={onLeave}>
            保存说明
          </button>
        </div>
      )}
      {!fills && explanation && <p class="cell-note">说明：{explanation}</p>}
      <p class="cell-before">
        {cell.previous !== "" && <span>上期 {valueText(cell.previous)}</span>}
        {cell.yearBefore !== "" && <span>上年同期 {valueText(cell.yearBefore)}</span>}
        {cell.note && <span>{cell.note}</span>}
        {cell.rules
          .filter((rule) => !shown.startsWith(rule))
          .map((rule) => (
            <span key={rule}>{rule}</span>
          ))}
        {cell.askedAlsoIn.length > 0 && <span>另在“{cell.askedAlsoIn.join("”“")}”中填报</span>}
      </p>
      {reviews && (
        <div class="cell-review">
          <label class="choice flat">
            <input type="checkbox" checked={reason !== undefined} onChange={(e) => onMark(e.currentTarget.checked ? "" : undefined)} />{" "}
            退回此项
          </label>
          {reason !== undefined && (
            <input
              class="cell-reason"
              placeholder="退回原因，填报人会看到"
              value={reason}
              maxLength={500}
              aria-label={`${cell.name} 的退回原因`}
              onInput={(e) => onMark(e.currentTarget.value)}
            />
          )}
        </div>
      )}
    </section>
  );
}

/** What was approved before, beside what is approved now. */
function Versions({ filing }: { filing: Filing }) {
  return (
    <section class="card versions">
      <h2>历次通过</h2>
      <div class="table-box">
        <table class="rows">
          <thead>
            <tr>
              <th>指标</th>
              {filing.approvals.map((each) => (
                <th key={each.approval}>第 {each.approval} 次</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {filing.cells.map((cell) => (
              <tr key={cell.indicator}>
                <td>{cell.name}</td>
                {filing.approvals.map((each) => (
                  <td key={each.approval}>{each.values[cell.indicator] ?? "—"}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Reopen({ onClose, onReopen }: { onClose: () => void; onReopen: (reason: string, day: string) => Promise<void> }) {
  const reason = useSignal("");
  const day = useSignal("");
  return (
    <Dialog title="更正已通过的数值" onClose={onClose}>
      <form
        onSubmit={(e) => {
          e.preventDefault();
          void onReopen(reason.value.trim(), day.value);
        }}
      >
        <p class="lead">填报人可以修改并重新上报；已通过的数值留在历次记录里。</p>
        <LongField
          name="reason"
          label="原因"
          required
          rows={3}
          most={500}
          value={reason.value}
          onInput={(text) => (reason.value = text)}
          autofocus
        />
        <TextField
          name="reopen-due"
          label={`改正期限（${dayEnd}）`}
          type="date"
          hint="不填：按套表的规定"
          value={day.value}
          onInput={(value) => (day.value = value)}
        />
        <div class="form-end">
          <button type="button" class="button" onClick={onClose}>
            取消
          </button>
          <button type="submit" class="button first" disabled={reason.value.trim() === ""}>
            更正
          </button>
        </div>
      </form>
    </Dialog>
  );
}
