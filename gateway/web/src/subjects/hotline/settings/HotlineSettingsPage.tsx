import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Code, ConnectError } from "@connectrpc/connect";
import type { DepartmentInfo, HotlineInfo } from "../../../gen/opscenter/v1/hotline_pb";
import { SaidLine } from "../../../shell/Said";
import { useDoing } from "../../../shell/useDoing";
import { hotline } from "../rpc";
import { download } from "../../../shell/download";
import { changesOf } from "../../../shell/changes";
import { Link } from "../../../shell/Link";
import { pathTo } from "../../../shell/router";
import { hasRole } from "../../../shell/session";
import { SettingsNav } from "../../../shell/SettingsNav";
import { Shell } from "../../../shell/Shell";
import { useAsked } from "../../../shell/useAsked";
import { NextStep } from "../../../start/NextStep";
import { StepUpload } from "../../../start/StepFiles";
import { hotlineHanding } from "./handing";
import { limitTable } from "./limits";
import { hotlineStep } from "../step";
import "../../../shell/lists.css";
import "./hotline-settings.css";

/** What is in force, and since when; "missing": nothing is yet. */
async function inForce(district: string): Promise<{ readonly info: HotlineInfo; readonly since: string } | "missing"> {
  try {
    const info = await hotline.getHotline({ district });
    return { info, since: (await changesOf(`${district}/hotline/main`, "hotline.defined")).get("") ?? "" };
  } catch (error) {
    if (error instanceof ConnectError && error.code === Code.NotFound) return "missing";
    throw error;
  }
}

/** The hotline as its manager describes it: departments with their duty lists, kinds of place, limits; and the file that changes it. */
export function HotlineSettingsPage({ district }: { district: string }) {
  const asked = useAsked(() => inForce(district), [district]);
  const { said, busy, doing } = useDoing();
  const found = asked.value.value;
  const known = found === "missing" ? undefined : found;
  useEffect(() => { document.title = "12345 热线设置"; }, []);
  const take = (format: string) => doing(async () => {
    const file = await hotline.getHotlineFile({ district, format });
    download(file.fileName, file.content);
    return "";
  });
  return (
    <Shell>
      <SettingsNav />
      <div class="page-top">
        <h1>{known?.info.name ?? "12345 热线"}</h1>
        {known && (
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
        {known && (
          <>
            第 {String(known.info.version)} 版{known.since && `，${known.since} 更新`} · <Link to={pathTo("desk", district)}>工单</Link> ·{" "}
            <Link to={pathTo("wall", district, "hotline")}>看大屏</Link>
          </>
        )}
        {found === "missing" && "还没有配置：写明承办单位和权责清单、场所、办理时限，工单才能派单、计时。"}
      </p>
      <SaidLine said={said.value} />
      {asked.failure.value && (
        <p class="failure" role="alert">
          {asked.failure}
        </p>
      )}
      {!hasRole("operator") && found === "missing" && <NextStep step={hotlineStep} />}
      {hasRole("operator") && found && (
        <StepUpload
          {...hotlineHanding(district)}
          district={district}
          step={hotlineStep}
          empty={found === "missing"}
          onApplied={() => void asked.again()}
        />
      )}
      {known && <Departments of={known.info.departments} />}
      {known && <Limits of={known.info} />}
      {known && known.info.placeKinds.length > 0 && (
        <section>
          <h2>场所（{known.info.placeKinds.length}）</h2>
          <ul class="settings-kinds">
            {known.info.placeKinds.map((kind) => (
              <li key={kind}>{kind}</li>
            ))}
          </ul>
        </section>
      )}
    </Shell>
  );
}

function Departments({ of: departments }: { of: readonly DepartmentInfo[] }) {
  const words = useSignal("");
  const wanted = words.value.trim();
  const shown = departments.filter((department) => wanted === "" || has(department, wanted));
  return (
    <section>
      <div class="page-top settings-departments-top">
        <h2>承办单位（{departments.length}）</h2>
        <div class="page-tools">
          <input
            type="search"
            aria-label="查找单位和职责"
            placeholder="查找单位、条款、事项"
            value={words}
            onInput={(e) => (words.value = e.currentTarget.value)}
          />
        </div>
      </div>
      <div class="settings-departments">
        {shown.map((department) => (
          <Department key={department.code} of={department} open={wanted !== "" && shown.length <= 3} />
        ))}
        {shown.length === 0 && <p class="muted">没有符合的单位</p>}
      </div>
    </section>
  );
}

function Department({ of: department, open }: { of: DepartmentInfo; open: boolean }) {
  return (
    <details class="card settings-department" open={open} data-department={department.code}>
      <summary>
        <b>{department.name}</b>
        <small>
          {department.code}
          {department.town && ` · 镇街 ${department.town}`}
        </small>
        <span class={department.duties.length === 0 ? "bad" : "muted"}>
          {department.duties.length === 0 ? "没有条款" : `${department.duties.length} 条职责`}
        </span>
      </summary>
      {department.aliases.length > 0 && <p class="muted">又名 {department.aliases.join("、")}</p>}
      <dl>
        {department.duties.map((duty) => (
          <div key={duty.clause}>
            <dt>{duty.clause}</dt>
            <dd>
              {duty.text}
              {duty.topics.length > 0 && <small>事项：{duty.topics.map((topic) => topic.split("/").join(" › ")).join("；")}</small>}
              {duty.placeKinds.length > 0 && <small>场所：{duty.placeKinds.join("、")}</small>}
              {duty.keywords.length > 0 && <small>关键词：{duty.keywords.join("、")}</small>}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Limits({ of: info }: { of: HotlineInfo }) {
  const { days, rows } = limitTable(info.limits);
  return (
    <section>
      <h2>办理时限</h2>
      <div class="table-box tall">
        <table class="rows settings-limits">
          <thead>
            <tr>
              <th>环节</th>
              {days.map((day) => (
                <th key={day}>{day} 起</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, limits }) => (
              <tr key={name}>
                <td>{name}</td>
                {limits.map((limit, i) => (
                  <td key={i}>{limit ?? "—"}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const has = (department: DepartmentInfo, text: string): boolean =>
  [
    department.name, department.code, department.town, ...department.aliases,
    ...department.duties.flatMap((duty) => [duty.clause, duty.text, ...duty.topics, ...duty.placeKinds, ...duty.keywords]),
  ].some((part) => part.includes(text));
