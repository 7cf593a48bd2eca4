import { useComputed } from "@preact/signals";
import { definitions } from "../definitions";
import type { HotTopic } from "../../../gen/opscenter/v1/hotline_pb";
import { nameIn, shortTown, topicLeaf } from "../words/names";
import { narrowText } from "../../../shell/time";
import { Figure } from "../../../wall/Figure";
import { useRoom } from "../../../wall/useRoom";
import type { HotlineFeed } from "./hotline";

/** Topics that come more often than they use to. */
export function Rising({ feed }: { feed: HotlineFeed }) {
  const list = useComputed(() => feed.standing.value.theme?.rising ?? []);
  const towns = useComputed(() => feed.standing.value.theme?.towns);
  const { box, rows } = useRoom();
  return (
    <section class="panel slices rising">
      <h3 data-def="rising">
        <span>{definitions.rising.name}</span>
        <span>近7天</span>
        <span>平常</span>
      </h3>
      <div class="slice-rows" ref={box}>
        {list.value.slice(0, rows).map((topic, i) => (
          <Hot key={topic.topic} topic={topic} town={nameIn(towns.value, topic.town)} metric={`rising.${i + 1}`} />
        ))}
        {list.value.length === 0 && <p class="calm-word">没有明显上升的主题</p>}
      </div>
    </section>
  );
}

function Hot({ topic, town, metric }: { topic: HotTopic; town: string; metric: string }) {
  return (
    <div class="slice" data-def="rising" title={topic.topic}>
      <span class="ellipsis">
        {topicLeaf(topic.topic)}
        <small>{shortTown(town)}</small>
      </span>
      <Figure metric={`${metric}.recent`} def="rising" value={topic.recent} show={narrowText} />
      <Figure
        metric={`${metric}.usual`}
        def="rising"
        value={topic.usual}
        show={(n) => (n < 10 ? n.toFixed(1) : narrowText(Math.round(n)))}
        class="quiet"
      />
    </div>
  );
}
