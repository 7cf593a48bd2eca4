import type { ComponentChildren } from "preact";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { isSignedOut, sentenceOf, violationsOf, type Violation } from "../rpc";
import { inChinese } from "./sentence";
import { sessionEnded } from "./session";
import "./upload.css";

/** What a file comes to. */
export interface Handed {
  readonly changes: readonly string[];
  /** What is allowed but looks odd. */
  readonly warnings?: readonly string[];
  /** What must be agreed to before it is put in force: it takes something away. */
  readonly confirm?: string;
  /** What is said while it is put in force, when that takes long. */
  readonly during?: string;
  /** What else follows from it, a sentence. */
  readonly consequence?: string;
}

/** A definition, and how it is handed in: one way for a file of one's own, a filled template and a sample. */
export interface Handing {
  readonly title?: string;
  readonly hint: string;
  /** Of the files that are taken, e.g. ".yaml". */
  readonly endings: readonly string[];
  /** MiB that a file may have. */
  readonly megabytes: number;
  /** Hands the file in; `dryRun`: it is only checked. */
  readonly hand: (fileName: string, content: Uint8Array<ArrayBuffer>, dryRun: boolean) => Promise<Handed>;
}

/** A file that need not be chosen. */
export interface AtHand {
  readonly label: string;
  readonly file: () => Promise<{ readonly fileName: string; readonly content: Uint8Array }>;
}

interface Checked extends Omit<Handed, "warnings"> {
  readonly warnings: readonly string[];
  readonly fileName: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

/** Takes a definition file: checks it at once without changing anything, shows what would change, applies it on request. */
export function Upload({ title = "选择或拖入文件", hint, endings, megabytes, hand, atHand, only, tools, onApplied }: Handing & {
  atHand?: AtHand | undefined;
  /** Only the file at hand is taken, at once. */
  only?: boolean;
  /** What stands below the field: templates. */
  tools?: ComponentChildren;
  onApplied: () => void;
}) {
  const checked = useSignal<Checked | undefined>(undefined);
  const violations = useSignal<readonly Violation[]>([]);
  const failure = useSignal("");
  const done = useSignal("");
  const busy = useSignal(false);
  const agreed = useSignal(false);
  const over = useSignal(false);

  const ask = async (fileName: string, content: Uint8Array<ArrayBuffer>, dryRun: boolean): Promise<Handed | undefined> => {
    busy.value = true;
    failure.value = done.value = "";
    violations.value = [];
    try {
      return await hand(fileName, content, dryRun);
    } catch (error) {
      if (isSignedOut(error)) sessionEnded();
      violations.value = violationsOf(error);
      failure.value = violations.value.length > 0 ? `文件“${fileName}”有 ${violations.value.length} 处错误，没有任何改动。` : sentenceOf(error);
      return undefined;
    } finally {
      busy.value = false;
    }
  };

  const check = async (file: File | undefined): Promise<void> => {
    checked.value = undefined;
    agreed.value = false;
    violations.value = [];
    done.value = failure.value = "";
    if (!file) return;
    if (!endings.some((ending) => file.name.toLowerCase().endsWith(ending))) failure.value = `只接受 ${endings.join("、")} 文件。`;
    else if (file.size > megabytes * 1024 * 1024) failure.value = `文件超过 ${megabytes} MiB。`;
    if (failure.value) return;
    await look(file.name, new Uint8Array(await file.arrayBuffer()));
  };

  const look = async (fileName: string, content: Uint8Array<ArrayBuffer>): Promise<void> => {
    const answer = await ask(fileName, content, true);
    if (answer) checked.value = { ...answer, fileName, content, warnings: answer.warnings ?? [] };
  };

  const lookAtHand = async (): Promise<void> => {
    checked.value = undefined;
    agreed.value = false;
    violations.value = [];
    done.value = failure.value = "";
    busy.value = true;
    try {
      const { fileName, content } = await (atHand as AtHand).file();
      await look(fileName, new Uint8Array(content));
    } catch (error) {
      if (isSignedOut(error)) sessionEnded();
      failure.value = sentenceOf(error);
    } finally {
      busy.value = false;
    }
  };

  useEffect(() => {
    if (only && atHand) void lookAtHand();
  }, []);

  const apply = async (): Promise<void> => {
    const ready = checked.value;
    if (!ready || busy.value) return;
    const answer = await ask(ready.fileName, ready.content, false);
    checked.value = undefined;
    if (!answer) return;
    const { changes } = answer;
    done.value = changes.length > 0 ? `已生效，共 ${changes.length} 处变化。` : "内容与现行定义相同，没有变化。";
    onApplied();
  };

  return (
    <section class={only ? "upload" : "card upload"}>
      {!only && (
        <label
          class={`drop ${over.value ? "over" : ""}`}
          onDragOver={(e) => {
            e.preventDefault();
            over.value = true;
          }}
          onDragLeave={() => (over.value = false)}
          onDrop={(e) => {
            e.preventDefault();
            over.value = false;
            void check(e.dataTransfer?.files[0]);
          }}
        >
          <input
            type="file"
            accept={endings.join(",")}
            disabled={busy.value}
            onChange={(e) => {
              const input = e.currentTarget;
              // Emptied, so that the same file can be chosen again after it was mended.
              void check(input.files?.[0]).finally(() => (input.value = ""));
            }}
          />
          <b>{title}</b>
          <span class="muted">{hint}，先检查，再由您确认生效</span>
        </label>
      )}
      {!only && (atHand || tools) && (
        <div class="upload-tools">
          {tools}
          {atHand && (
            <button type="button" class="button small" disabled={busy.value} data-at-hand onClick={() => void lookAtHand()}>
              {atHand.label}
            </button>
          )}
        </div>
      )}
      {busy.value && (
        <p class="muted" role="status">
          {checked.value?.during ?? "正在处理…"}
        </p>
      )}
      {failure.value && (
        <p class="failure" role="alert">
          {failure}
        </p>
      )}
      {done.value && (
        <p class="success" role="status">
          {done}
        </p>
      )}
      {violations.value.length > 0 && (
        <table class="rows violations">
          <thead>
            <tr>
              <th>位置</th>
              <th>问题</th>
            </tr>
          </thead>
          <tbody>
            {violations.value.map((v, i) => (
              <tr key={i}>
                <td>{v.place}</td>
                <td>{v.sentence}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {checked.value && (
        <div class="checked">
          <p>
            文件“{checked.value.fileName}”没有错误。
            {checked.value.changes.length === 0 ? "内容与现行定义相同。" : `将有 ${checked.value.changes.length} 处变化：`}
          </p>
          {checked.value.consequence && <p>{checked.value.consequence}</p>}
          <ul class="changes">
            {checked.value.changes.map((change, i) => (
              <li key={i}>{inChinese(change)}</li>
            ))}
          </ul>
          {checked.value.warnings.length > 0 && (
            <>
              <p>允许、但请再看一眼：</p>
              <ul class="changes odd">
                {checked.value.warnings.map((warning, i) => (
                  <li key={i}>{inChinese(warning)}</li>
                ))}
              </ul>
            </>
          )}
          {checked.value.confirm && (
            <label class="choice confirm">
              <input type="checkbox" checked={agreed.value} onChange={(e) => (agreed.value = e.currentTarget.checked)} />
              <span class="choice-text">
                <b>{checked.value.confirm}</b>
              </span>
            </label>
          )}
          <button
            type="button"
            class="button first"
            disabled={busy.value || checked.value.changes.length === 0 || (checked.value.confirm !== undefined && !agreed.value)}
            onClick={() => void apply()}
          >
            使之生效
          </button>
          {!only && (
            <button type="button" class="button plain" onClick={() => (checked.value = undefined)}>
              取消
            </button>
          )}
        </div>
      )}
    </section>
  );
}
