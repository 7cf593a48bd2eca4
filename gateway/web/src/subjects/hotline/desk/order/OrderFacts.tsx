import type { ComponentChildren } from "preact";
import type { Order } from "../../../../gen/opscenter/v1/hotline_pb";
import { townName } from "../../words/names";
import { Link } from "../../../../shell/Link";
import { orderPath } from "../address";
import { fullMoment, shortMoment } from "../moments";
import { nameOfDepartment, useDesk } from "../setting";

/** What the order is about, and who has to do with it. Everything personal is masked. */
export function OrderFacts({ order }: { order: Order }) {
  const { info, district, now } = useDesk();
  const s = order.summary;
  if (!s) return null;
  const toOrder = (number: string) => <Link key={number} to={orderPath(district, number)} class="number">{number}</Link>;
  return (
    <dl class="facts">
      <Fact name="事项">{s.topic ? s.topic.split("/").join(" › ") : "未归类"}</Fact>
      <Fact name="地点">
        {[townName(s.placeName), s.address].filter(Boolean).join(" ") || "未注明"}
        {s.placeKind && <i class="tag">{s.placeKind}</i>}
      </Fact>
      <Fact name="来电人">{[order.callerName, order.callerPhone].filter(Boolean).join("　") || "未留"}</Fact>
      <Fact name="来电">
        {fullMoment(s.receivedAt)}
        {order.channel && `　${order.channel}`}
      </Fact>
      <Fact name="主办">
        {s.departmentName || "尚未派单"}
        {order.claimedAt ? (
          <small>　{shortMoment(order.claimedAt, now.value)} 签收</small>
        ) : (
          s.department && s.dispatchedAt && <small>　{shortMoment(s.dispatchedAt, now.value)} 派单</small>
        )}
      </Fact>
      {s.assisting.length > 0 && order.assists.length === 0 && (
        <Fact name="协办">{s.assisting.map((code) => nameOfDepartment(info, code)).join("、")}</Fact>
      )}
      {order.precedent && (
        <Fact name="依据">
          先例“{order.precedent.key}”第 {order.precedent.version} 版，{order.precedent.departmentName || order.precedent.department}
          {order.precedent.clause && `职责第 ${order.precedent.clause} 条`}
          {order.precedent.order && <>（由 {toOrder(order.precedent.order)} 裁定）</>}
        </Fact>
      )}
      {s.parent && <Fact name="已并入">{toOrder(s.parent)}</Fact>}
      {order.children.length > 0 && <Fact name="并入本单">{order.children.map((child) => toOrder(child))}</Fact>}
      {order.earlierNumber && <Fact name="此前来电">{toOrder(order.earlierNumber)}</Fact>}
      {s.round > 1 && <Fact name="重办">第 {s.round} 轮</Fact>}
      {order.delayUsed && (
        <Fact name="延期">
          {s.delayPending
            ? `申请 ${order.delayDays} 个工作日，待审批`
            : order.delayDays > 0
              ? `已延 ${order.delayDays} 个工作日`
              : "已申请过，未同意"}
        </Fact>
      )}
      {!order.mayRefuse && s.department && <Fact name="退单">不得再退</Fact>}
      {order.urges > 0 && <Fact name="催办">{order.urges} 次</Fact>}
      {order.reached !== undefined && (
        <Fact name="回访">
          {order.reached
            ? [
                "联系上",
                order.solved === undefined ? "" : order.solved ? "已解决" : "未解决",
                order.satisfied === undefined ? "未评价" : order.satisfied ? "满意" : "不满意",
              ]
                .filter(Boolean)
                .join("，")
            : `未联系上，已回访 ${order.callbackAttempts} 次`}
        </Fact>
      )}
      {order.closedAt && <Fact name="办结">{fullMoment(order.closedAt)}</Fact>}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return <div class="fact"><dt>{name}</dt><dd>{children}</dd></div>;
}
