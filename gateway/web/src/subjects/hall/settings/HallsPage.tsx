import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { HallSummary } from "../../../gen/opscenter/v1/hall_pb";
import { isSignedOut, sentenceOf } from "../../../rpc";
import { halls } from "../rpc";
import { Link } from "../../../shell/Link";
import { go, pathTo } from "../../../shell/router";
import { hasRole, session, sessionEnded } from "../../../shell/session";
import { SettingsNav } from "../../../shell/SettingsNav";
import { Shell } from "../../../shell/Shell";
import { NextStep } from "../../../start/NextStep";
import { hallStep } from "../step";
import "./halls.css";

/** The halls of the places that the account manages, and a way to a new one. */
export function HallsPage() {
  const list = useSignal<readonly HallSummary[] | undefined>(undefined);
  const failure = useSignal("");
  const districts = [...new Set((session.value?.grants ?? []).map((grant) => grant.place.split("/")[0] ?? ""))];
  const district = useSignal(districts[0] ?? "");
  const code = useSignal("");
  useEffect(() => {
    Promise.all(districts.map((place) => halls.listHalls({ district: place }))).then(
      (answers) => (list.value = answers.flatMap((answer) => answer.halls)),
      (error: unknown) => (isSignedOut(error) ? sessionEnded() : (failure.value = sentenceOf(error))),
    );
  }, []);
  return (
    <Shell>
      <SettingsNav />
      <h1>大厅设置</h1>
      <p class="lead">分区、业务、窗口、人员和开放时间写在一个 YAML 或 XLSX 文件里，上传后立即生效。</p>
      {failure.value && (
        <p class="failure" role="alert">
          {failure}
        </p>
      )}
      {list.value && (
        <div class="table-box">
          <table class="rows">
            <thead>
              <tr>
                <th>地区</th>
                <th>大厅</th>
                <th>名称</th>
                <th>版本</th>
              </tr>
            </thead>
            <tbody>
              {list.value.map((row) => (
                <tr key={`${row.district}/${row.hall}`}>
                  <td>{row.district}</td>
                  <td>{row.hall}</td>
                  <td>
                    <Link to={pathTo("halls", row.district, row.hall)}>{row.name}</Link>
                  </td>
                  <td>{String(row.version)}</td>
                </tr>
              ))}
              {list.value.length === 0 && (
                <tr>
                  <td colSpan={4} class="muted">
                    还没有大厅
                  </td>
                </tr>
              )}
            </tbody>
          </table>
        </div>
      )}
      {list.value?.length === 0 && <NextStep step={hallStep} />}
      {hasRole("operator") && <h2>新建大厅</h2>}
      {hasRole("operator") && (
        <form
          class="card new-hall"
          onSubmit={(e) => {
            e.preventDefault();
            go(pathTo("halls", district.value.trim(), code.value.trim()));
          }}
        >
          <label class="field">
            <span>地区代码</span>
            <input required pattern="[0-9]{6,12}" value={district} onInput={(e) => (district.value = e.currentTarget.value)} />
          </label>
          <label class="field">
            <span>大厅代码（排队叫号系统所用）</span>
            <input required maxLength={32} value={code} onInput={(e) => (code.value = e.currentTarget.value)} />
          </label>
          <button type="submit" class="button">
            下一步：上传文件
          </button>
        </form>
      )}
    </Shell>
  );
}
