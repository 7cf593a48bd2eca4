import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { NoticeState, type Notice, type PlannedFiling, type PlannedNotice } from "../../../gen/opscenter/v1/notices_pb";
import { dayTime } from "../words/moments";
import { shortPlace } from "../words/rates";
import { indicators, reminders } from "../rpc";
import { Dialog } from "../../../shell/Dialog";
import { TextField } from "../../../shell/fields";
import { instantOf } from "../../../shell/time";
import { useAsked } from "../../../shell/useAsked";
import { reasonText } from "./reasons";
import { SaidLine } from "../../../shell/Said";
import { useDoing } from "../../../shell/useDoing";
import { periodName } from "../words/names";
import { stageNames, stateNames, wayNames } from "./words";
import "../../../shell/lists.css";
import "../bureau/bureau.css";

const lists = [NoticeState.NOTICE_QUEUED, NoticeState.NOTICE_DEAD, NoticeState.NOTICE_SENT, NoticeState.NOTICE_DROPPED] as const;
const most = 500;

/** 催报: what would be said to whom and when; what waits, could not be delivered, went out. */
export function RemindersView({ district }: { district: string }) {
  const tab = useSignal<"preview" | NoticeState>("preview");
  const asked = useAsked(() => Promise.all(lists.map((state) => reminders.listNotices({ district, state, pageSize: most }))), [district]);
  const counts = asked.value.value?.map((list) => list.total) ?? [];
  const at = lists.findIndex((state) => state === tab.value);
  return (
    <>
      <div class="filing-top">
        <h1>催报</h1>
      </div>
      <p class="lead">截止前三个和一个工作日、截止当天提醒填报人；逾期告知负责人，再过两个工作日告知区里。已上报的不再催。</p>
      <div class="filing-tabs" role="tablist">
        <button type="button" role="tab" aria-selected={tab.value === "preview"} onClick={() => (tab.value = "preview")}>
          预览
        </button>
        {lists.map((state, index) => (
          <button
            key={state}
            type="button"
            role="tab"
            aria-selected={tab.value === state}
            class={state === NoticeState.NOTICE_DEAD && (counts[index] ?? 0) > 0 ? "bad" : ""}
            onClick={() => {
              tab.value = state;
              void asked.again();
            }}
          >
            {stateNames[state]}
            {counts[index] === undefined ? "" : ` ${counts[index]}`}
          </button>
        ))}
      </div>
      {asked.failure.value && (
        <p class="failure" role="alert">
          {asked.failure}
        </p>
      )}
      {tab.value === "preview" ? (
        <Preview district={district} />
      ) : (
        <Notices district={district} notices={asked.value.value?.[at]?.notices} total={counts[at] ?? 0} again={asked.again} />
      )}
    </>
  );
}

function Preview({ district }: { district: string }) {
  const day = useSignal("");
  const time = useSignal("09:00");
  const asked = useAsked(
    () => reminders.previewNotices({ district, ...(day.value ? { at: instantOf(day.value, time.value) } : {}) }),
    [district, day.value, time.value],
  );
  const names = useAsked(async () => {
    const [info, places] = await Promise.all([indicators.getIndicators({ district }), indicators.listPlaces({ district })]);
    return new Map([
      ...info.sets.map((set) => [set.code, set.name] as const),
      ...places.places.map((place) => [place.code, shortPlace(place.name)] as const),
    ]);
  }, [district]);
  const nameOf = (code: string): string => names.value.value?.get(code) ?? code;
  const plan = asked.value.value;
  return (
    <>
      <div class="bureau-tools preview-at">
        <span>{day.value ? "届时会发出：" : "此刻会发出："}</span>
        <label>
          日期 <input type="date" aria-label="日期" value={day.value} onInput={(e) => (day.value = e.currentTarget.value)} />
        </label>
        {day.value && (
          <label>
            时间 <input type="time" aria-label="时间" value={time.value} onInput={(e) => (time.value = e.currentTarget.value || "09:00")} />
          </label>
        )}
        {day.value && (
          <button type="button" class="button small" onClick={() => (day.value = "")}>
            回到此刻
          </button>
        )}
      </div>
      {asked.failure.value && (
        <p class="failure" role="alert">
          {asked.failure}
        </p>
      )}
      {plan && (
        <p class="lead">
          {plan.total === 0
            ? "没有要提醒的人。"
            : `${plan.total} 人有要提醒的事；只是预览，不会发出任何通知。${plan.total > plan.notices.length ? `下面是前 ${plan.notices.length} 人。` : ""}`}
        </p>
      )}
      {plan && plan.unreachedTotal > 0 && (
        <section class="card twice" aria-label="无人可提醒">
          <b>有 {plan.unreachedTotal} 份填报无人可提醒：通讯录里没有人，或没有联系方式。</b>
          <ul>
            {plan.unreached.slice(0, 8).map((filing) => (
              <FilingLine key={`${filing.set}/${filing.period}/${filing.place}`} filing={filing} nameOf={nameOf} />
            ))}
          </ul>
          {plan.unreachedTotal > 8 && <p class="muted">……</p>}
        </section>
      )}
      <ul class="filing-cards">
        {plan?.notices.map((notice) => (
          <Planned key={notice.recipient} notice={notice} nameOf={nameOf} />
        ))}
      </ul>
    </>
  );
}

function Planned({ notice, nameOf }: { notice: PlannedNotice; nameOf: (code: string) => string }) {
  return (
    <li class="card planned">
      <header>
        <b>{notice.recipientName || notice.recipient}</b>
        <span class="muted">
          {notice.contacts.length > 0
            ? notice.contacts.map((contact) => `${wayNames[contact.way]} ${contact.address}`).join("，")
            : "没有联系方式"}
        </span>
      </header>
      {notice.steps.map((step) => (
        <div key={`${step.step?.stage}/${step.step?.moment?.seconds}`}>
          <p>
            <b>{stageNames[step.step?.stage ?? 0]}</b> <span class="muted">{dayTime(step.step?.moment)}</span>
            {step.told ? (
              <small class="tag">已告知</small>
            ) : step.held ? (
              <small class="tag">免打扰，稍后</small>
            ) : (
              <small class="tag on">将发出</small>
            )}
          </p>
          <ul>
            {step.filings.slice(0, 4).map((filing) => (
              <FilingLine key={`${filing.set}/${filing.period}/${filing.place}`} filing={filing} nameOf={nameOf} />
            ))}
          </ul>
          {step.total > 4 && <p class="muted">共 {step.total} 份</p>}
        </div>
      ))}
    </li>
  );
}

const FilingLine = ({ filing, nameOf }: { filing: PlannedFiling; nameOf: (code: string) => string }) =>
  <li>{nameOf(filing.place)} {nameOf(filing.set)} {periodName(filing.period)}</li>;

function Notices({
  district,
  notices,
  total,
  again,
}: {
  district: string;
  notices: readonly Notice[] | undefined;
  total: number;
  again: () => Promise<void>;
}) {
  const { said, busy, doing } = useDoing();
  const dropping = useSignal<Notice | undefined>(undefined);
  const reason = useSignal("");
  const of = (notice: Notice) => ({ district, outbox: notice.outbox, number: notice.number });
  const act = (cell: ComponentChildren) => <td class="round-actions">{cell}</td>;
  if (!notices)
    return (
      <p class="lead" role="status">
        正在读取…
      </p>
    );
  if (notices.length === 0) return <p class="lead filing-none">这里没有通知。</p>;
  return (
    <>
      {!dropping.value && <SaidLine said={said.value} />}
      <div class="table-box tall">
        <table class="rows">
          <thead>
            <tr>
              <th>收件人</th>
              <th>内容</th>
              <th>时间</th>
              <th>方式</th>
              <th>情况</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {notices.map((notice) => (
              <tr key={`${notice.outbox}/${notice.number}`}>
                <td>
                  {notice.recipientName || "已不在通讯录"}
                  <small class="code">{notice.recipient}</small>
                </td>
                <td>
                  {notice.steps.map((step) => (
                    <div key={`${step.stage}/${step.moment?.seconds}`} class="whole">
                      {stageNames[step.stage]} <span class="muted">{dayTime(step.moment)}</span>
                    </div>
                  ))}
                </td>
                <td class="whole">{dayTime(notice.since)}</td>
                <td>{notice.way === 0 ? "—" : wayNames[notice.way]}</td>
                <td>
                  {reasonText(notice.reason) ||
                    (notice.state === NoticeState.NOTICE_SENT
                      ? `${notice.filings} 份填报`
                      : notice.tries > 0
                        ? `试过 ${notice.tries} 次，${dayTime(notice.notBefore)} 再试`
                        : "等待发送")}
                </td>
                {act(
                  <>
                    {notice.state === NoticeState.NOTICE_DEAD && (
                      <button
                        type="button"
                        class="button small"
                        disabled={busy.value}
                        onClick={async () => {
                          await doing(async () => {
                            await reminders.resendNotice(of(notice));
                            return "已重新排队；仍然属实才会发出。";
                          });
                          await again();
                        }}
                      >
                        重发
                      </button>
                    )}
                    {(notice.state === NoticeState.NOTICE_DEAD || notice.state === NoticeState.NOTICE_QUEUED) && (
                      <button
                        type="button"
                        class="button small"
                        onClick={() => {
                          reason.value = "";
                          dropping.value = notice;
                        }}
                      >
                        撤销
                      </button>
                    )}
                  </>,
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {total > notices.length && (
        <p class="muted">
          共 {total} 条，这里是最新的 {notices.length} 条。
        </p>
      )}
      {dropping.value && (
        <Dialog
          title={`撤销给 ${dropping.value.recipientName || dropping.value.recipient} 的通知`}
          onClose={() => (dropping.value = undefined)}
        >
          <form
            onSubmit={async (e) => {
              e.preventDefault();
              const notice = dropping.value;
              if (
                !notice ||
                !(await doing(async () => {
                  await reminders.dropNotice({ ...of(notice), reason: reason.value.trim() });
                  return "已撤销。";
                }))
              )
                return;
              dropping.value = undefined;
              await again();
            }}
          >
            <SaidLine said={said.value} />
            <p>这一步算作已告知，不会再发。</p>
            <TextField name="reason" label="原因" required value={reason.value} onInput={(value) => (reason.value = value)} />
            <div class="form-end">
              <button type="button" class="button" onClick={() => (dropping.value = undefined)}>
                取消
              </button>
              <button type="submit" class="button warn" disabled={busy.value || reason.value.trim() === ""}>
                撤销
              </button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  );
}
