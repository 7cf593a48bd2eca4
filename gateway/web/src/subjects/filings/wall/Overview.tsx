import { definitions } from "../definitions";
import type { WallTown } from "../../../gen/opscenter/v1/filings_pb";
import { valueText } from "../words/rates";
import { isOn, usePages } from "../../../wall/usePages";
import { useRoom } from "../../../wall/useRoom";

const turnTime = 8_000;

/** 区域纵览: one town's newest approved values after the other, as many at a time as have room, and what the colours mean. */
export function Overview({ towns, note, columns }: { towns: readonly WallTown[]; note?: string; columns: number }) {
  const told = towns.filter((town) => town.overview.length > 0);
  const { box, rows } = useRoom();
  const each = rows * columns;
  const turns = told.flatMap((town) => Array.from({ length: Math.ceil(town.overview.length / each) }, (_, page) => ({ town, page })));
  const turn = turns[usePages(turns.length, turnTime)];
  return (
    <div class="overview">
      {turn && (
        <h3 data-def="filing_overview">
          <span>{definitions.filing_overview.name}</span>{" "}
          <b class="ellipsis" title={turn.town.name}>
            {turn.town.name}
          </b>
        </h3>
      )}
      <div class="overview-rows" ref={box} role="list" style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
        {turn?.town.overview.map((value, i) => (
          <div key={value.indicator} role="listitem" title={`${value.name} · ${value.periodName}`} hidden={!isOn(turn.page, each, i)}>
            <span class="ellipsis">{value.name}</span>
            <b>
              {valueText(value.value)}
              <i>{value.unit}</i>
            </b>
          </div>
        ))}
      </div>
      <p class="map-legend">
        <span class="s-done">
          <i />
          已报齐
        </span>
        <span class="s-going">
          <i />
          在报
        </span>
        <span class="s-returned">
          <i />
          有退回
        </span>
        <span class="s-late">
          <i />
          有逾期
        </span>
        {note && <small>{note}</small>}
      </p>
    </div>
  );
}
