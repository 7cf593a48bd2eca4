import type { Order, StoryLine } from "../../../../gen/opscenter/v1/hotline_pb";
import { flagsOf } from "../../words/flags";
import { lookOf } from "../../words/marks";
import { townName } from "../../words/names";
import { stageName } from "../../words/stages";
import { typeName } from "../../words/types";
import { fullMoment, ruleText } from "../moments";
import { Paragraphs } from "./OrderTexts";
import { actorName } from "./story";

/** One order on paper: A4, black on white, masked, with its whole history from the beginning. */
export function PrintSheet({ order, story, hotline, by, at }: {
  order: Order;
  story: readonly StoryLine[];
  /** Name of the hotline. */
  hotline: string;
  /** Who prints it. */
  by: string;
  /** When, as text. */
  at: string;
}) {
  const s = order.summary;
  if (!s) return null;
  const flags = flagsOf(s).map((flag) => flag.name).join("、");
  return (
    <article class="sheet">
      <header>
        <p class="sheet-hotline">{hotline}</p>
        <h1>工　单</h1>
        <p class="sheet-number">{s.number}</p>
      </header>
      <table class="sheet-facts">
        <tbody>
          <tr>
            <th>标题</th>
            <td colSpan={3}>{s.title}</td>
          </tr>
          <tr>
            <th>类型</th>
            <td>{typeName(s.type)}</td>
            <th>环节</th>
            <td>
              {stageName(s.stage)}
              {s.round > 1 && `，重办第 ${s.round} 轮`}
            </td>
          </tr>
          <tr>
            <th>事项</th>
            <td colSpan={3}>{s.topic || "未归类"}</td>
          </tr>
          <tr>
            <th>来电</th>
            <td>
              {fullMoment(s.receivedAt)}
              {order.channel && `　${order.channel}`}
            </td>
            <th>来电人</th>
            <td>{[order.callerName, order.callerPhone].filter(Boolean).join("　") || "未留"}</td>
          </tr>
          <tr>
            <th>地点</th>
            <td colSpan={3}>
              {[townName(s.placeName), s.address, s.placeKind && `（${s.placeKind}）`].filter(Boolean).join(" ") || "未注明"}
            </td>
          </tr>
          <tr>
            <th>主办</th>
            <td>{s.departmentName || "尚未派单"}</td>
            <th>协办</th>
            <td>{order.assists.map((assist) => assist.departmentName || assist.department).join("、") || "无"}</td>
          </tr>
          <tr>
            <th>办结时限</th>
            <td>
              {fullMoment(order.handling?.dueAt) || "—"}
              {order.handling && `（${ruleText(order.handling.rule)}）`}
            </td>
            <th>时限状态</th>
            <td>{lookOf(order.handling?.mark ?? s.mark).label}</td>
          </tr>
          {flags && (
            <tr>
              <th>标记</th>
              <td colSpan={3}>{flags}</td>
            </tr>
          )}
          {order.precedent && (
            <tr>
              <th>先例</th>
              <td colSpan={3}>
                {order.precedent.key}，第 {order.precedent.version} 版
              </td>
            </tr>
          )}
          {(s.parent || order.children.length > 0) && (
            <tr>
              <th>并单</th>
              <td colSpan={3}>{s.parent ? `并入 ${s.parent}` : `并入本单：${order.children.join("、")}`}</td>
            </tr>
          )}
        </tbody>
      </table>
      <section>
        <h2>诉求内容</h2>
        <Paragraphs text={order.content || s.excerpt} />
      </section>
      {order.refusals.length > 0 && (
        <section>
          <h2>退单</h2>
          {order.refusals.map((refusal, i) => (
            <p key={i}>
              {refusal.departmentName || refusal.department}引职责第 {refusal.clause} 条{refusal.clauseText && `“${refusal.clauseText}”`}
              ，认为应由{refusal.proposedName || refusal.proposed}办理：{refusal.reason}
            </p>
          ))}
        </section>
      )}
      {order.assists.some((assist) => assist.answer !== "") && (
        <section>
          <h2>协办答复</h2>
          {order.assists
            .filter((assist) => assist.answer !== "")
            .map((assist) => (
              <div key={assist.department}>
                <p>
                  <b>{assist.departmentName || assist.department}</b>
                </p>
                <Paragraphs text={assist.answer} />
              </div>
            ))}
        </section>
      )}
      {order.answer !== "" && (
        <section>
          <h2>答复{order.answeredAt && `（${fullMoment(order.answeredAt)}）`}</h2>
          <Paragraphs text={order.answer} />
        </section>
      )}
      <section>
        <h2>办理经过</h2>
        <table class="sheet-story">
          <thead>
            <tr>
              <th>时间</th>
              <th>经办</th>
              <th>事项</th>
            </tr>
          </thead>
          <tbody>
            {story.map((line) => (
              <tr key={String(line.version)}>
                <td>{fullMoment(line.at)}</td>
                <td>{actorName(line.actor)}</td>
                <td>
                  {line.text}
                  {line.detail && <Paragraphs text={line.detail} class="sheet-detail" />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <footer>
        个人信息已脱敏。{by} 打印于 {at}。
      </footer>
    </article>
  );
}
