import { useComputed } from "@preact/signals";
import type { HotlineSlice } from "../../../gen/opscenter/v1/hotline_pb";
import { sliceName, townName } from "../words/names";
import { narrowText } from "../../../shell/time";
import { Figure } from "../../../wall/Figure";
import { isOn, usePages } from "../../../wall/usePages";
import { useRoom } from "../../../wall/useRoom";
import { Change } from "./Change";
import type { HotlineFeed } from "./hotline";
import { byReceived } from "./order";
import { Page } from "../../../wall/Page";

const pageTime = 12_000;

/** What came in by type, topic or town: today, this year, and against last year. */
export function Slices({ feed, of, title }: { feed: HotlineFeed; of: "types" | "topics" | "towns"; title: string }) {
  const slices = useComputed(() => feed.standing.value.theme?.[of]);
  const list = useComputed(() => [...(slices.value ?? [])].sort(byReceived));
  const { box, rows } = useRoom();
  const pages = Math.max(1, Math.ceil(list.value.length / rows));
  const page = usePages(pages, pageTime);
  const most = Math.max(1, ...list.value.map((row) => row.receivedThisYear));
  return (
    <section class={`panel slices ${of}`}>
      <h3 data-def="slices">
        <span>
          {title} <Page page={page} pages={pages} />
        </span>
        <span>今日</span>
        <span>今年</span>
        <span>同比</span>
      </h3>
      <div class="slice-rows" ref={box}>
        {list.value.map((row, i) => (
          <Slice
            key={row.code}
            row={row}
            name={of === "towns" ? townName(sliceName(row)) : sliceName(row)}
            metric={`${of}.${row.code}`}
            most={most}
            hidden={!isOn(page, rows, i)}
          />
        ))}
        {list.value.length === 0 && <p class="calm-word">暂无</p>}
      </div>
    </section>
  );
}

function Slice({ row, name, metric, most, hidden }: { row: HotlineSlice; name: string; metric: string; most: number; hidden: boolean }) {
  return (
    <div class="slice" data-def="slices" hidden={hidden}>
      <span class="ellipsis" title={name}>
        {name}
      </span>
      <Figure
        metric={`${metric}.received_today`}
        def="slices"
        value={row.receivedToday}
        show={narrowText}
        class={row.receivedToday ? "quiet" : "none"}
      />
      <Figure metric={`${metric}.received_this_year`} def="slices" value={row.receivedThisYear} show={narrowText} />
      <Change now={row.receivedThisYear} before={row.receivedLastYear} />
      <i class="slice-bar" style={{ "--share": (row.receivedThisYear / most).toFixed(3) }} />
    </div>
  );
}
