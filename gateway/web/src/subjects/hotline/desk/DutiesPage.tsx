import { useSignal } from "@preact/signals";
import type { DepartmentInfo } from "../../../gen/opscenter/v1/hotline_pb";
import { Link } from "../../../shell/Link";
import { pathTo } from "../../../shell/router";
import { searchAt } from "./address";
import { noFilters } from "./filters";
import { useDesk } from "./setting";

/** Who is responsible for what: the departments with their duty lists, and the limits in force. */
export function DutiesPage() {
  const { info, district, desks } = useDesk();
  const text = useSignal("");
  const wanted = text.value.trim();
  const shown = info.departments
    .map((department) => ({ department, duties: dutiesWith(department, wanted) }))
    .filter(({ department, duties }) => duties.length > 0 || nameHas(department, wanted));
  return (
    <section class="desk-page" aria-label="单位与职责">
      <header class="list-head">
        <h1>
          单位与职责<b class="count">{info.departments.length}</b>
        </h1>
        <p class="muted">承办单位的权责清单；派单、退单和裁定都以此为据。</p>
      </header>
      <div class="filter-bar">
        <div class="search">
          <input
            type="search"
            data-search
            aria-label="在权责清单中查找"
            placeholder="单位、条款、事项、关键词"
            value={text}
            onInput={(e) => (text.value = e.currentTarget.value)}
          />
          <kbd aria-hidden="true">/</kbd>
        </div>
      </div>
      <div class="page-rows">
        <table class="rows">
          <thead>
            <tr>
              <th>单位</th>
              <th>条款</th>
              <th>职责</th>
              <th>事项</th>
              <th>场所</th>
            </tr>
          </thead>
          {shown.map(({ department, duties }) => (
            <tbody key={department.code} data-department={department.code}>
              {(duties.length > 0 ? duties : [undefined]).map((duty, i) => (
                <tr key={duty?.clause ?? ""}>
                  {i === 0 && (
                    <th scope="rowgroup" rowSpan={Math.max(1, duties.length)}>
                      {desks.centre ? (
                        <Link to={pathTo("desk", district) + searchAt(department.code, noFilters)}>{department.name}</Link>
                      ) : (
                        department.name
                      )}
                      <small class="muted">{[department.code, ...department.aliases].join("、")}</small>
                    </th>
                  )}
                  <td class="nowrap">{duty ? `第 ${duty.clause} 条` : "—"}</td>
                  <td>{duty?.text ?? "没有条款"}</td>
                  <td class="muted">{duty?.topics.join("；")}</td>
                  <td class="muted">{duty?.placeKinds.join("、")}</td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
        {info.limits.length > 0 && (
          <>
            <h2>时限</h2>
            <table class="rows">
              <thead>
                <tr>
                  <th>名称</th>
                  <th>时限</th>
                  <th>起用</th>
                </tr>
              </thead>
              <tbody>
                {info.limits.map((limit, i) => (
                  <tr key={i}>
                    <td>{limit.name}</td>
                    <td>{limit.limit}</td>
                    <td>{limit.from}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </div>
    </section>
  );
}

const nameHas = (department: DepartmentInfo, text: string): boolean =>
  [department.name, department.code, ...department.aliases].some((name) => name.includes(text));

const dutiesWith = (department: DepartmentInfo, text: string) =>
  text === "" || nameHas(department, text)
    ? department.duties
    : department.duties.filter((duty) =>
        [duty.clause, duty.text, ...duty.topics, ...duty.placeKinds, ...duty.keywords].some((part) => part.includes(text)),
      );
