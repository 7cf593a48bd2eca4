import { definitions } from "../../definitions";
import type { WallTown } from "../../gen/opscenter/v1/filings_pb";
import { valueText } from "../../indicators/rates";
import { usePages } from "../usePages";

const turnTime = 8_000;

/** 区域纵览: one town's newest approved values after the other, and what the colours mean. */
export function Overview({ towns, note }: { towns: readonly WallTown[]; note?: string }) {
  const told = towns.filter((town) => town.overview.length > 0);
  const town = told[usePages(told.length, turnTime)];
  return (
    <div class="overview">
      {town && <h3 data-def="filing_overview">{definitions.filing_overview.name} <b>{town.name}</b></h3>}
      <ul>{town?.overview.map((value) => <li key={value.indicator} title={value.periodName}><span class="ellipsis">{value.name}</span><b>{valueText(value.value)}<i>{value.unit}</i></b></li>)}</ul>
      <p class="map-legend"><span class="s-done"><i />已报齐</span><span class="s-going"><i />在报</span><span class="s-returned"><i />有退回</span><span class="s-late"><i />有逾期</span>{note && <small>{note}</small>}</p>
    </div>
  );
}
