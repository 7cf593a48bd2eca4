import { useSignal } from "@preact/signals";
import { create } from "@bufbuild/protobuf";
import type { PlaceInfo } from "../../../gen/opscenter/v1/indicators_pb";
import {
  BookContactSchema,
  BookDuty,
  BookPersonSchema,
  NoticeWay,
  type BookContact,
  type BookPerson,
} from "../../../gen/opscenter/v1/notices_pb";
import { Combobox } from "../../../shell/Combobox";
import { Dialog } from "../../../shell/Dialog";
import { TextField } from "../../../shell/fields";
import { SaidLine } from "../../../shell/Said";
import type { Said } from "../../../shell/useDoing";
import { levelName } from "../words/names";
import { dutyNames, wayNames } from "./words";

const duties = [BookDuty.FILLER, BookDuty.LEADER, BookDuty.DEPUTY] as const;
const ways = [NoticeWay.WECOM_APP, NoticeWay.SMS, NoticeWay.EMAIL, NoticeWay.WECOM_ROBOT, NoticeWay.WEBHOOK] as const;

/** A person of the address book; an address that is left as it is shown stays what it is. */
export function PersonForm({ person, places, busy, said, onClose, onPut }: {
  /** Undefined: a new one. */
  person: BookPerson | undefined;
  places: readonly PlaceInfo[];
  busy: boolean;
  said: Said | undefined;
  onClose: () => void;
  onPut: (person: BookPerson) => Promise<void>;
}) {
  const draft = useSignal<BookPerson>(
    person ?? create(BookPersonSchema, { duties: [BookDuty.FILLER], contacts: [{ way: NoticeWay.WECOM_APP }] }),
  );
  const d = draft.value;
  const put = (change: Partial<Omit<BookPerson, "$typeName">>): void => {
    draft.value = create(BookPersonSchema, { ...draft.value, ...change });
  };
  const putContact = (index: number, change: Partial<Omit<BookContact, "$typeName">>): void =>
    put({ contacts: d.contacts.map((contact, at) => (at === index ? create(BookContactSchema, { ...contact, ...change }) : contact)) });
  const free = ways.filter((way) => !d.contacts.some((contact) => contact.way === way));
  const ready = d.code.trim() !== "" && d.name.trim() !== "" && (d.place !== "" || d.department.trim() !== "") && d.duties.length > 0;
  return (
    <Dialog title={person ? `修改 ${person.name}` : "添加人员"} class="wide" onClose={onClose}>
      <form
        class="person-form"
        onSubmit={(e) => {
          e.preventDefault();
          void onPut(d);
        }}
      >
        <SaidLine said={said?.good === false ? said : undefined} />
        <div class="pair">
          <TextField name="name" label="姓名" required value={d.name} onInput={(name) => put({ name })} />
          {person ? (
            <div class="field">
              <span class="field-label">编号</span>
              <b>{person.code}</b>
            </div>
          ) : (
            <TextField
              name="code"
              label="编号"
              required
              hint="字母、数字，例如 longgui-zhang"
              value={d.code}
              onInput={(code) => put({ code: code.trim() })}
            />
          )}
        </div>
        <div class="pair">
          <Combobox
            name="place"
            label="所在地方"
            value={d.place}
            hint="区、镇街或村居"
            options={places.map((place) => ({ value: place.code, label: `${place.name}（${levelName(place.level)}）` }))}
            onChoose={(place) => put(place ? { place, department: "" } : { place })}
          />
          <TextField
            name="department"
            label="或所在部门"
            hint="部门代码，例如 NYJ"
            value={d.department}
            onInput={(department) => put(department.trim() ? { department: department.trim(), place: "" } : { department: "" })}
          />
        </div>
        <div class="field" role="group" aria-label="职责">
          <span class="field-label">职责</span>
          <span class="duty-row">
            {duties.map((duty) => (
              <label key={duty} class="choice">
                <input
                  type="checkbox"
                  checked={d.duties.includes(duty)}
                  onChange={(e) =>
                    put({ duties: e.currentTarget.checked ? [...d.duties, duty].sort() : d.duties.filter((one) => one !== duty) })
                  }
                />
                <span class="choice-text">
                  <b>{dutyNames[duty]}</b>
                </span>
              </label>
            ))}
          </span>
        </div>
        <div class="field" role="group" aria-label="联系方式">
          <span class="field-label">联系方式，先用上面的</span>
          {d.contacts.map((contact, index) => (
            <div key={contact.way} class="contact-row">
              <b>{wayNames[contact.way]}</b>
              <input
                aria-label={wayNames[contact.way]}
                autocomplete="off"
                value={contact.address}
                placeholder={placeholders[contact.way]}
                onFocus={(e) => e.currentTarget.select()}
                onInput={(e) => putContact(index, { address: e.currentTarget.value })}
              />
              <button
                type="button"
                class="button small"
                disabled={index === 0}
                aria-label={`${wayNames[contact.way]}移前`}
                onClick={() => put({ contacts: moved(d.contacts, index) })}
              >
                ↑
              </button>
              <button
                type="button"
                class="button small"
                aria-label={`去掉${wayNames[contact.way]}`}
                onClick={() => put({ contacts: d.contacts.filter((_, at) => at !== index) })}
              >
                ×
              </button>
            </div>
          ))}
          {free.length > 0 && (
            <span class="phrases">
              {free.map((way) => (
                <button
                  key={way}
                  type="button"
                  class="phrase"
                  onClick={() => put({ contacts: [...d.contacts, create(BookContactSchema, { way })] })}
                >
                  ＋ {wayNames[way]}
                </button>
              ))}
            </span>
          )}
        </div>
        <div class="pair">
          <TextField
            name="account"
            label="登录账号"
            hint="填报时所用；可不填"
            value={d.account}
            onInput={(account) => put({ account: account.trim() })}
          />
          <span class="pair">
            <TextField name="away-from" label="离岗自" type="date" value={d.awayFrom} onInput={(awayFrom) => put({ awayFrom })} />
            <TextField name="away-until" label="至" type="date" value={d.awayUntil} onInput={(awayUntil) => put({ awayUntil })} />
          </span>
        </div>
        <div class="form-end">
          <button type="button" class="button" onClick={onClose}>
            取消
          </button>
          <button type="submit" class="button first" disabled={busy || !ready}>
            保存
          </button>
        </div>
      </form>
    </Dialog>
  );
}

const placeholders: Readonly<Record<NoticeWay, string>> = {
  [NoticeWay.NOTICE_WAY_UNSPECIFIED]: "",
  [NoticeWay.WECOM_APP]: "成员账号",
  [NoticeWay.WECOM_ROBOT]: "机器人名称，或 名称@成员",
  [NoticeWay.SMS]: "11 位手机号",
  [NoticeWay.EMAIL]: "name@example.gov.cn",
  [NoticeWay.WEBHOOK]: "接收方名称",
};

function moved(contacts: readonly BookContact[], index: number): BookContact[] {
  const list = [...contacts];
  const [one] = list.splice(index, 1);
  if (one) list.splice(index - 1, 0, one);
  return list;
}
