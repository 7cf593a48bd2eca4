import { useSignal } from "@preact/signals";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import { ExportFormat, type Round } from "../../../gen/opscenter/v1/filings_pb";
import { dayEnd, dayTime } from "../words/moments";
import { filings, indicators } from "../rpc";
import { Dialog } from "../../../shell/Dialog";
import { download } from "../../../shell/download";
import { ChoiceField, SelectField, TextField, TickField } from "../../../shell/fields";
import { instantOf } from "../../../shell/time";
import { useAsked } from "../../../shell/useAsked";
import { RoundRecord } from "./RoundRecord";
import { NextStep } from "../../../start/NextStep";
import { SaidLine } from "../../../shell/Said";
import { useDoing } from "../../../shell/useDoing";
import { indicatorsStep } from "../steps";
import "../../../shell/lists.css";
import "./bureau.css";

/** The bureau's rounds: open them, move their due dates, send their values to the platform above. */
export function RoundsView({ district }: { district: string }) {
  const asked = useAsked(() => filings.listRounds({ district }), [district]);
  const sets = useAsked(() => indicators.getIndicators({ district }), [district]);
  const asking = useSignal<
    { readonly open: true } | { readonly move: Round } | { readonly send: Round } | { readonly record: Round } | undefined
  >(undefined);

  const { said, doing } = useDoing();
  const change = async (what: () => Promise<string>): Promise<void> => {
    if (!await doing(what)) return;
    asking.value = undefined;
    await asked.again();
  };

  const rounds = asked.value.value?.rounds;
  return (
    <>
      <div class="filing-top">
        <h1>期次管理</h1>
        <button type="button" class="button first" onClick={() => (asking.value = { open: true })}>
          下发一期
        </button>
      </div>
      <p class="lead">报告期结束后系统自动下发；此处可以提前下发、调整截止时间、导出已通过的数值。</p>
      {!asking.value && <SaidLine said={said.value} />}
      {asked.failure.value && (
        <p class="failure" role="alert">
          {asked.failure}
        </p>
      )}
      {rounds?.length === 0 && <p class="lead filing-none">还没有下发的期次。</p>}
      {rounds?.length === 0 && sets.failure.value && <NextStep step={indicatorsStep} />}
      {rounds && rounds.length > 0 && (
        <div class="table-box rounds">
          <table class="rows">
            <thead>
              <tr>
                <th>套表</th>
                <th>报告期</th>
                <th>截止</th>
                <th>应报</th>
                <th>已报</th>
                <th>通过</th>
                <th>退回</th>
                <th>逾期</th>
                <th>报送</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {rounds.map((round) => (
                <tr key={`${round.set}/${round.period}`}>
                  <td>{round.setName}</td>
                  <td>{round.periodName}</td>
                  <td>{dayTime(round.dueAt)}</td>
                  <td>{round.owed}</td>
                  <td>{round.sent}</td>
                  <td>{round.approved}</td>
                  <td>{round.returned || "—"}</td>
                  <td class={round.late > 0 ? "late" : ""}>{round.late || "—"}</td>
                  <td>{round.reports > 0 ? `${round.reports} 次` : "—"}</td>
                  <td class="round-actions">
                    <button type="button" class="button small" onClick={() => (asking.value = { move: round })}>
                      调整截止
                    </button>
                    <button
                      type="button"
                      class="button small"
                      disabled={round.approved === 0}
                      onClick={() => (asking.value = { send: round })}
                    >
                      报送
                    </button>
                    <button type="button" class="button small" onClick={() => (asking.value = { record: round })}>
                      记录
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {asking.value && "open" in asking.value && (
        <OpenRound
          sets={(sets.value.value?.sets ?? []).map((set) => ({ value: set.code, label: set.name }))}
          failure={said.value?.good === false ? said.value.text : ""}
          onClose={() => (asking.value = undefined)}
          onOpen={(set, period, due) =>
            change(async () => {
              const round = await filings.openRound({ district, set, period, ...(due ? { dueAt: due } : {}) });
              return `已下发 ${round.setName} ${round.periodName}：${round.owed} 个地方，${dayTime(round.dueAt)} 截止。`;
            })
          }
        />
      )}
      {asking.value && "send" in asking.value && (
        <SendRound
          round={asking.value.send}
          layouts={asked.value.value?.layouts ?? []}
          failure={said.value?.good === false ? said.value.text : ""}
          onClose={() => (asking.value = undefined)}
          onSend={(round, format, layout, onlyLook) =>
            change(async () => {
              const file = await filings.exportRound({ district, set: round.set, period: round.period, format, layout, onlyLook });
              download(file.fileName, file.content);
              const missing = file.missing.length > 0 ? `；还有 ${file.missing.length} 个地方没有通过终审` : "";
              return onlyLook
                ? `已下载 ${file.places} 份（${file.fileName}），只供查看，没有记录${missing}。`
                : `已导出 ${file.places} 份（${file.fileName}，SHA-256 ${file.hash.slice(0, 12)}…），并记录在案${missing}。`;
            })
          }
        />
      )}
      {asking.value && "record" in asking.value && (
        <RoundRecord district={district} round={asking.value.record} onClose={() => (asking.value = undefined)} />
      )}
      {asking.value && "move" in asking.value && (
        <MoveRound
          round={asking.value.move}
          failure={said.value?.good === false ? said.value.text : ""}
          onClose={() => (asking.value = undefined)}
          onMove={(round, due, reason) =>
            change(async () => {
              const moved = await filings.moveRound({ district, set: round.set, period: round.period, dueAt: due, reason });
              return `${moved.setName} ${moved.periodName} 改为 ${dayTime(moved.dueAt)} 截止。`;
            })
          }
        />
      )}
    </>
  );
}

function OpenRound({ sets, failure, onClose, onOpen }: {
  sets: readonly { value: string; label: string }[]; failure: string; onClose: () => void;
  onOpen: (set: string, period: string, due: Timestamp | undefined) => Promise<void>;
}) {
  const set = useSignal(sets[0]?.value ?? "");
  const period = useSignal("");
  const day = useSignal("");
  return (
    <Dialog title="下发一期" onClose={onClose}>
      <form
        onSubmit={(e) => {
          e.preventDefault();
          void onOpen(set.value || (sets[0]?.value ?? ""), period.value.trim(), day.value ? instantOf(day.value, dayEnd) : undefined);
        }}
      >
        {failure && (
          <p class="failure" role="alert">
            {failure}
          </p>
        )}
        <SelectField
          name="set"
          label="套表"
          value={set.value || (sets[0]?.value ?? "")}
          options={sets}
          onChoose={(value) => (set.value = value)}
        />
        <TextField
          name="period"
          label="报告期"
          required
          hint="2026-11、2026Q4、2026H2 或 2026"
          value={period.value}
          onInput={(value) => (period.value = value)}
        />
        <TextField
          name="due"
          label={`截止日期（${dayEnd}）`}
          type="date"
          hint="不填：按套表的规定"
          value={day.value}
          onInput={(value) => (day.value = value)}
        />
        <div class="form-end">
          <button type="button" class="button" onClick={onClose}>
            取消
          </button>
          <button type="submit" class="button first" disabled={period.value.trim() === ""}>
            下发
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function MoveRound({ round, failure, onClose, onMove }: {
  round: Round; failure: string; onClose: () => void; onMove: (round: Round, due: Timestamp, reason: string) => Promise<void>;
}) {
  const day = useSignal("");
  const reason = useSignal("");
  return (
    <Dialog title={`调整截止：${round.setName} ${round.periodName}`} onClose={onClose}>
      <form
        onSubmit={(e) => {
          e.preventDefault();
          void onMove(round, instantOf(day.value, dayEnd), reason.value.trim());
        }}
      >
        {failure && (
          <p class="failure" role="alert">
            {failure}
          </p>
        )}
        <TextField
          name="due"
          label={`新的截止日期（${dayEnd}）`}
          type="date"
          required
          value={day.value}
          onInput={(value) => (day.value = value)}
        />
        <TextField
          name="reason"
          label="依据"
          required
          hint="例如：省厅通知延期"
          value={reason.value}
          onInput={(value) => (reason.value = value)}
        />
        <div class="form-end">
          <button type="button" class="button" onClick={onClose}>
            取消
          </button>
          <button type="submit" class="button first" disabled={day.value === "" || reason.value.trim() === ""}>
            调整
          </button>
        </div>
      </form>
    </Dialog>
  );
}

const formats = [
  { value: ExportFormat.EXPORT_XLSX, label: "XLSX" },
  { value: ExportFormat.EXPORT_CSV, label: "CSV" },
  { value: ExportFormat.EXPORT_JSON, label: "JSON" },
] as const;

function SendRound({ round, layouts, failure, onClose, onSend }: {
  round: Round; layouts: readonly string[]; failure: string; onClose: () => void;
  onSend: (round: Round, format: ExportFormat, layout: string, onlyLook: boolean) => Promise<void>;
}) {
  const format = useSignal<ExportFormat>(ExportFormat.EXPORT_XLSX);
  const layout = useSignal("");
  const onlyLook = useSignal(false);
  return (
    <Dialog title={`报送上级：${round.setName} ${round.periodName}`} onClose={onClose}>
      <form
        onSubmit={(e) => {
          e.preventDefault();
          void onSend(round, format.value, layout.value, onlyLook.value);
        }}
      >
        {failure && (
          <p class="failure" role="alert">
            {failure}
          </p>
        )}
        <p class="muted">
          {round.approved} 份已通过终审{round.approved < round.owed && `，还有 ${round.owed - round.approved} 份没有`}。
        </p>
        <ChoiceField name="format" label="文件格式" value={format.value} choices={formats} onChoose={(value) => (format.value = value)} />
        {layouts.length > 0 && (
          <SelectField
            name="layout"
            label="版式"
            value={layout.value}
            options={[{ value: "", label: "通用：每个地方一行，每个指标一列" }, ...layouts.map((name) => ({ value: name, label: name }))]}
            onChoose={(value) => (layout.value = value)}
          />
        )}
        <TickField name="only-look" label="只供查看，不记录报送" value={onlyLook.value} onTick={(value) => (onlyLook.value = value)} />
        <div class="form-end">
          <button type="button" class="button" onClick={onClose}>
            取消
          </button>
          <button type="submit" class="button first">
            {onlyLook.value ? "下载" : "报送"}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
