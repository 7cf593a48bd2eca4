import { useComputed } from "@preact/signals";
import { definitions } from "../definitions";
import { untilText } from "../words/moments";
import { shortPlace } from "../words/rates";
import { stageLook } from "../words/stages";
import { Page } from "../../../wall/Page";
import { isOn, usePages } from "../../../wall/usePages";
import { useRoom } from "../../../wall/useRoom";
import type { FilingsFeed } from "./filings";
import { districtNow } from "../../../shell/districtClock";

const pageTime = 10_000;

/** Who has been late longest. */
export function Late({ feed }: { feed: FilingsFeed }) {
  const late = useComputed(() => feed.standing.value.theme?.late ?? []);
  const { box, rows } = useRoom();
  const pages = Math.max(1, Math.ceil(late.value.length / rows));
  const page = usePages(pages, pageTime);
  return (
    <section class={late.value.length > 0 ? "panel filing-late some" : "panel filing-late"}>
      <h3><span data-def="filing_late">{definitions.filing_late.name}</span><Page page={page} pages={pages} /></h3>
      <div class="aside-rows" ref={box} role="list">
        {late.value.map((row, i) => {
          const where = `${row.town && row.town !== row.place ? `${row.town} · ` : ""}${row.set} ${row.periodName}`;
          return (
            <div
              key={`${row.place}/${row.set}/${row.periodName}`}
              role="listitem"
              hidden={!isOn(page, rows, i)}
              title={`${row.place} · ${where}`}
            >
              <b class="ellipsis">{shortPlace(row.place)}</b>
              <span class="late-age">{untilText(row.dueAt, feed.sourceNow.peek() ?? districtNow()).replace("已逾期 ", "")}</span>
              <span class="ellipsis quiet">{where}</span>
              <span class="quiet">{stageLook(row.stage).name}</span>
            </div>
          );
        })}
        {late.value.length === 0 && <p class="calm-word">没有逾期</p>}
      </div>
    </section>
  );
}
