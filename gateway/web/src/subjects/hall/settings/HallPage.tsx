import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Code, ConnectError } from "@connectrpc/connect";
import type { ComponentChildren } from "preact";
import type { HallDefinition, OpeningHours } from "../../../gen/opscenter/v1/hall_pb";
import { isSignedOut, sentenceOf } from "../../../rpc";
import { halls } from "../rpc";
import { SaidLine } from "../../../shell/Said";
import { useDoing } from "../../../shell/useDoing";
import { download } from "../../../shell/download";
import { changesOf } from "../../../shell/changes";
import { Link } from "../../../shell/Link";
import { pathTo } from "../../../shell/router";
import { hasRole, sessionEnded } from "../../../shell/session";
import { SettingsNav } from "../../../shell/SettingsNav";
import { Shell } from "../../../shell/Shell";
import { NextStep } from "../../../start/NextStep";
import { StepUpload } from "../../../start/StepFiles";
import { hallHanding } from "./handing";
import { hallStep } from "../step";
import "./halls.css";

/** One hall as its manager describes it: what holds now, and the file that changes it. */
export function HallPage({ district, hall }: { district: string; hall: string }) {
  const definition = useSignal<HallDefinition | undefined>(undefined);
  const missing = useSignal(false);
  const failure = useSignal("");
  const since = useSignal("");
  const { said, busy, doing } = useDoing();
  const take = (format: string) => doing(async () => {
    const file = await halls.getHallFile({ district, hall, format });
    download(file.fileName, file.content);
    return "";
  });
  const load = (): void => {
    void changesOf(`${district}/hall/${hall}`, "hall.defined").then((changes) => (since.value = changes.get("") ?? ""));
    halls.getHall({ district, hall }).then(
      (found) => {
        definition.value = found;
        missing.value = false;
      },
      (error: unknown) => {
        if (isSignedOut(error)) sessionEnded();
        else if (error instanceof ConnectError && error.code === Code.NotFound) missing.value = true;
        else failure.value = sentenceOf(error);
      },
    );
  };
  useEffect(load, []);
  const d = definition.value;
  return (
    <Shell>
      <SettingsNav />
      <div class="page-top">
        <h1>{d?.name ?? (missing.value ? `新大厅 ${hall}` : hall)}</h1>
        {d && (
          <div class="page-tools">
            下载现行文件
            <button type="button" class="button small" data-download="xlsx" disabled={busy.value} onClick={() => void take("xlsx")}>
              XLSX
            </button>
            <button type="button" class="button small" data-download="yaml" disabled={busy.value} onClick={() => void take("yaml")}>
              YAML
            </button>
          </div>
        )}
      </div>
      <p class="lead">
        {district} / {hall}
        {d && (
          <>
            {" "}
            · 第 {String(d.version)} 版{since.value && `，${since.value} 更新`} · <Link to={pathTo("wall", district, hall)}>看大屏</Link>
          </>
        )}
      </p>
      {failure.value && (
        <p class="failure" role="alert">
          {failure}
        </p>
      )}
      <SaidLine said={said.value} />
      {hasRole("operator")
        ? (d || missing.value) && (
            <StepUpload {...hallHanding(district, hall)} district={district} step={hallStep} empty={missing.value} onApplied={load} />
          )
        : missing.value && <NextStep step={hallStep} />}
      {d && <Tables of={d} />}
    </Shell>
  );
}

function Tables({ of: d }: { of: HallDefinition }) {
  const zoneName = (code: string): string => d.zones.find((zone) => zone.code === code)?.name ?? code;
  const queueName = (code: string): string => d.queues.find((queue) => queue.code === code)?.name ?? code;
  return (
    <>
      <Table title="开放时间" heads={["星期", "开放"]} rows={byWeekday(d.openingHours)} />
      <Table title={`分区（${d.zones.length}）`} heads={["代码", "名称"]} rows={d.zones.map((zone) => [zone.code, zone.name])} />
      <Table
        title={`业务（${d.queues.length}）`}
        heads={["代码", "名称", "分区"]}
        rows={d.queues.map((queue) => [queue.code, queue.name, zoneName(queue.zone)])}
      />
      <Table
        title={`窗口（${d.windows.length}）`}
        heads={["代码", "名称", "分区", "业务"]}
        rows={d.windows.map((window) => [window.code, window.name, zoneName(window.zone), window.queues.map(queueName).join("、")])}
      />
      <Table title={`人员（${d.staff.length}）`} heads={["代码", "姓名"]} rows={d.staff.map((person) => [person.code, person.name])} />
    </>
  );
}

function Table({ title, heads, rows }: { title: string; heads: readonly string[]; rows: readonly (readonly ComponentChildren[])[] }) {
  return (
    <section>
      <h2>{title}</h2>
      <div class="table-box">
        <table class="rows">
          <thead><tr>{heads.map((head) => <th key={head}>{head}</th>)}</tr></thead>
          <tbody>
            {rows.map((row, i) => <tr key={i}>{row.map((cell, j) => <td key={j}>{cell}</td>)}</tr>)}
            {rows.length === 0 && <tr><td colSpan={heads.length} class="muted">无</td></tr>}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const weekdays = ["", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"] as const;

/** One row a weekday; a day with a noon break has two spans. */
function byWeekday(hours: readonly OpeningHours[]): string[][] {
  const days = new Map<number, string[]>();
  for (const { weekday, opens, closes } of hours) days.set(weekday, [...(days.get(weekday) ?? []), `${opens} – ${closes}`]);
  return [...days].sort(([a], [b]) => a - b).map(([weekday, spans]) => [weekdays[weekday] ?? String(weekday), spans.join("，")]);
}
