import { OrderFlag, type Order } from "../../../../gen/opscenter/v1/hotline_pb";
import { Mark } from "../Mark";
import { fullMoment, leftText, shortMoment } from "../moments";

/** What was said: the demand, refusals, assisting departments, the answer. */
export function OrderTexts({ order, now }: { order: Order; now: number }) {
  return (
    <>
      <section class="text" aria-label="诉求内容">
        <h3>诉求内容</h3>
        {order.content || order.summary?.excerpt ? (
          <Paragraphs text={order.content || order.summary?.excerpt || ""} />
        ) : (
          <p class="muted">{order.summary?.flags.includes(OrderFlag.SECRET) ? "保密工单，内容不显示。" : "没有内容。"}</p>
        )}
      </section>
      {order.refusals.length > 0 && (
        <section class="text" aria-label="退单">
          <h3>退单</h3>
          <ol class="refusals">
            {order.refusals.map((refusal, i) => (
              <li key={i}>
                <b>{refusal.departmentName || refusal.department}</b>引本单位职责第 {refusal.clause} 条
                {refusal.clauseText && <q>{refusal.clauseText}</q>}
                ，认为应由<b>{refusal.proposedName || refusal.proposed}</b>办理
                <Paragraphs text={refusal.reason} />
              </li>
            ))}
          </ol>
        </section>
      )}
      {order.assists.length > 0 && (
        <section class="text" aria-label="协办">
          <h3>协办</h3>
          <ul class="assists">
            {order.assists.map((assist) => (
              <li key={assist.department} data-assist={assist.department}>
                <b>{assist.departmentName || assist.department}</b>
                {assist.answer === "" && assist.deadline && (
                  <small class={`m-${assist.deadline.mark}`}>
                    <Mark mark={assist.deadline.mark} word /> {leftText(assist.deadline, now)}，
                    {shortMoment(assist.deadline.dueAt, now)} 到期
                  </small>
                )}
                {assist.note && <Paragraphs text={assist.note} class="muted" />}
                {assist.answer !== "" && <Paragraphs text={assist.answer} />}
              </li>
            ))}
          </ul>
        </section>
      )}
      {order.answer !== "" && (
        <section class="text" aria-label="答复">
          <h3>答复{order.answeredAt && <small>{fullMoment(order.answeredAt)}</small>}</h3>
          <Paragraphs text={order.answer} />
        </section>
      )}
    </>
  );
}

export function Paragraphs({ text, class: extra }: { text: string; class?: string }) {
  return (
    <>
      {text
        .split(/\n+/)
        .map((line) => line.trim())
        .filter((line) => line !== "")
        .map((line, i) => (
          <p key={i} class={extra}>
            {line}
          </p>
        ))}
    </>
  );
}
