import { useSignal } from "@preact/signals";
import { BookDuty, type BookPerson } from "../../../gen/opscenter/v1/notices_pb";
import { indicators, reminders } from "../rpc";
import { Dialog } from "../../../shell/Dialog";
import { download } from "../../../shell/download";
import { TextField } from "../../../shell/fields";
import { useAsked } from "../../../shell/useAsked";
import { StepUpload } from "../../../start/StepFiles";
import { peopleHanding } from "../handings";
import { PersonForm } from "./PersonForm";
import { SaidLine } from "../../../shell/Said";
import { useDoing } from "../../../shell/useDoing";
import { dutyNames, wayNames } from "./words";
import { peopleStep } from "../steps";
import "../../../shell/lists.css";
import "../bureau/bureau.css";

const pageSize = 1000;

async function everybody(district: string): Promise<BookPerson[]> {
  const people: BookPerson[] = [];
  for (let token = ""; ;) {
    const page = await reminders.listPeople({ district, pageSize, pageToken: token });
    people.push(...page.people);
    token = page.nextPageToken;
    if (token === "") return people;
  }
}

/** 通讯录: who fills, who leads, who stands in, and by which ways they are told. Addresses are shown masked. */
export function PeopleView({ district }: { district: string }) {
  const asked = useAsked(() => everybody(district), [district]);
  const places = useAsked(() => indicators.listPlaces({ district }), [district]);
  const { said, busy, doing } = useDoing();
  const editing = useSignal<BookPerson | "new" | undefined>(undefined);
  const removing = useSignal<BookPerson | undefined>(undefined);
  const reason = useSignal("");
  const words = useSignal("");
  const importing = useSignal(false);
  const names = new Map((places.value.value?.places ?? []).map((place) => [place.code, place.name]));
  const placeOf = (person: BookPerson): string => person.place ? names.get(person.place) ?? person.place : person.department;
  const people = asked.value.value;
  const shown = (people ?? [])
    .filter((person) =>
      words.value
        .toLowerCase()
        .split(/\s+/)
        .every((word) => `${person.code} ${person.name} ${person.place} ${placeOf(person)}`.toLowerCase().includes(word)),
    )
    .sort((a, b) => (a.place || a.department).localeCompare(b.place || b.department) || a.code.localeCompare(b.code));
  return (
    <>
      <div class="filing-top">
        <h1>通讯录</h1>
        <div class="bureau-tools">
          <input
            type="search"
            aria-label="查找人员"
            placeholder="查找姓名、地方"
            value={words.value}
            onInput={(e) => (words.value = e.currentTarget.value)}
          />
          <button
            type="button"
            class="button"
            disabled={busy.value}
            onClick={() =>
              void doing(async () => {
                const file = await reminders.getPeopleFile({ district });
                download(file.fileName, file.content);
                return "";
              })
            }
          >
            下载 XLSX
          </button>
          <button type="button" class="button" aria-expanded={importing.value} onClick={() => (importing.value = !importing.value)}>
            批量导入
          </button>
          <button type="button" class="button first" onClick={() => (editing.value = "new")}>
            添加人员
          </button>
        </div>
      </div>
      <p class="lead">
        催报按这里的职责和联系方式送达：填报人先收到，逾期后告知负责人；离岗期间由代理人接收。号码加密保存，只显示其中几位。
      </p>
      {!editing.value && !removing.value && <SaidLine said={said.value} />}
      {(importing.value || people?.length === 0) && (
        <StepUpload
          {...peopleHanding(district)}
          district={district}
          step={peopleStep}
          empty={people?.length === 0}
          onApplied={() => {
            importing.value = true;
            void asked.again();
          }}
        />
      )}
      {asked.failure.value && (
        <p class="failure" role="alert">
          {asked.failure}
        </p>
      )}
      {people && (
        <div class="table-box tall">
          <table class="rows">
            <thead>
              <tr>
                <th>姓名</th>
                <th>地方或部门</th>
                <th>职责</th>
                <th>联系方式</th>
                <th>离岗</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {shown.map((person) => (
                <tr key={person.code}>
                  <td>
                    {person.name}
                    <small class="code">{person.code}</small>
                  </td>
                  <td>{placeOf(person)}</td>
                  <td>{person.duties.map((duty: BookDuty) => dutyNames[duty]).join("、")}</td>
                  <td>
                    {person.contacts.length === 0 ? (
                      <span class="bad">没有联系方式</span>
                    ) : (
                      person.contacts.map((contact) => (
                        <div key={contact.way} class="whole">
                          {wayNames[contact.way]} <span class="muted">{contact.address}</span>
                        </div>
                      ))
                    )}
                  </td>
                  <td class="whole">{person.awayFrom ? `${person.awayFrom} 至 ${person.awayUntil || "另行通知"}` : "—"}</td>
                  <td class="round-actions">
                    <button type="button" class="button small" onClick={() => (editing.value = person)}>
                      修改
                    </button>
                    <button
                      type="button"
                      class="button small"
                      onClick={() => {
                        reason.value = "";
                        removing.value = person;
                      }}
                    >
                      移除
                    </button>
                  </td>
                </tr>
              ))}
              {shown.length === 0 && (
                <tr>
                  <td colSpan={6} class="muted">
                    {people.length === 0 ? "还没有人员；没有人员就没有催报。" : "没有符合的人员"}
                  </td>
                </tr>
              )}
            </tbody>
          </table>
        </div>
      )}
      {editing.value && (
        <PersonForm
          person={editing.value === "new" ? undefined : editing.value}
          places={places.value.value?.places ?? []}
          busy={busy.value}
          said={said.value}
          onClose={() => (editing.value = undefined)}
          onPut={async (person) => {
            if (
              !(await doing(async () => {
                await reminders.putPerson({ district, person });
                return `已保存：${person.name}。`;
              }))
            )
              return;
            editing.value = undefined;
            await asked.again();
          }}
        />
      )}
      {removing.value && (
        <Dialog title={`移除 ${removing.value.name}`} onClose={() => (removing.value = undefined)}>
          <form
            onSubmit={async (e) => {
              e.preventDefault();
              const person = removing.value;
              if (
                !person ||
                !(await doing(async () => {
                  await reminders.removePerson({ district, code: person.code, reason: reason.value.trim() });
                  return `已移除：${person.name}。`;
                }))
              )
                return;
              removing.value = undefined;
              await asked.again();
            }}
          >
            <SaidLine said={said.value} />
            <p>此后不再向其发送任何提醒。</p>
            <TextField
              name="reason"
              label="原因"
              required
              hint="例如：岗位调整"
              value={reason.value}
              onInput={(value) => (reason.value = value)}
            />
            <div class="form-end">
              <button type="button" class="button" onClick={() => (removing.value = undefined)}>
                取消
              </button>
              <button type="submit" class="button warn" disabled={busy.value || reason.value.trim() === ""}>
                移除
              </button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  );
}
