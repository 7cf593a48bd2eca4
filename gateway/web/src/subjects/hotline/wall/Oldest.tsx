import { useComputed } from "@preact/signals";
import { definitions } from "../definitions";
import type { HotlineTheme, WallOrder } from "../../../gen/opscenter/v1/hotline_pb";
import { lookOf } from "../words/marks";
import { nameIn, topicLeaf, townName } from "../words/names";
import { stageName } from "../words/stages";
import { Shape } from "../../../shell/Shape";
import { age } from "../../../shell/time";
import { Age } from "./Age";
import { useRoom } from "../../../wall/useRoom";
import type { HotlineFeed } from "./hotline";

/** The open orders that came first: ten, or as many as there is room for. */
export function Oldest({ feed }: { feed: HotlineFeed }) {
  const list = useComputed(() => feed.standing.value.theme?.oldest);
  const { box, rows } = useRoom();
  return (
    <section class="panel oldest">
      <h3 data-def="oldest">{definitions.oldest.name}</h3>
      <div class="oldest-list" ref={box} style={{ "--rows": Math.min(rows, 10) }}>
        {(list.value ?? []).map((order, i) => (
          <Old key={order.number} hidden={i >= rows} feed={feed} order={order} theme={feed.standing.peek().theme} />
        ))}
        {list.value?.length === 0 && <p class="calm-word">没有在办的工单</p>}
      </div>
    </section>
  );
}

function Old({ feed, order, theme, hidden }: { feed: HotlineFeed; order: WallOrder; theme: HotlineTheme | undefined; hidden: boolean }) {
  const look = lookOf(order.mark);
  return (
    <div
      class={`old m-${look.key}`}
      data-metric={`oldest.${order.number}`}
      data-value={look.key}
      hidden={hidden}
      title={`${order.number} ${order.topic}`}
    >
      <span class="old-mark" title={look.label}>
        <Shape d={look.shape} />
      </span>
      <span class="ellipsis">{topicLeaf(order.topic)}</span>
      <span class="ellipsis quiet">{townName(nameIn(theme?.towns, order.town))}</span>
      <span class="ellipsis quiet">{nameIn(theme?.departments, order.department)}</span>
      <span class="ellipsis quiet">{stageName(order.stage)}</span>
      <Age feed={feed} since={order.receivedAt} def="waiting_age" show={age} />
    </div>
  );
}
