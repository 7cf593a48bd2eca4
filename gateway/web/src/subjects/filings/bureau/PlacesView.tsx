import { useSignal } from "@preact/signals";
import type { PlaceInfo } from "../../../gen/opscenter/v1/indicators_pb";
import { shortPlace } from "../words/rates";
import { indicators } from "../rpc";
import { TextField } from "../../../shell/fields";
import { hasRole } from "../../../shell/session";
import { useAsked } from "../../../shell/useAsked";
import { NextStep } from "../../../start/NextStep";
import { StepUpload } from "../../../start/StepFiles";
import { EditionTools } from "./EditionTools";
import { placesHanding } from "../handings";
import { SaidLine } from "../../../shell/Said";
import { useDoing } from "../../../shell/useDoing";
import { placesStep } from "../steps";
import "../../../shell/lists.css";
import "./bureau.css";

/** 区划: the towns and villages there are, from a day on; what is asked of them follows it. */
export function PlacesView({ district }: { district: string }) {
  const on = useSignal("");
  const asked = useAsked(() => indicators.listPlaces({ district, on: on.value }), [district, on.value]);
  const doing = useDoing();
  const from = useSignal("");
  const source = useSignal("");
  const info = asked.value.value;
  const towns = (info?.places ?? []).filter((place) => place.level === "town");
  const villages = (info?.places ?? []).filter((place) => place.level === "village");
  return (
    <>
      <div class="filing-top">
        <h1>区划</h1>
        {info && info.places.length > 0 && (
          <EditionTools
            from={info.from}
            editions={info.editions}
            format="CSV"
            onChoose={(from) => (on.value = from)}
            doing={doing}
            file={() => indicators.getPlacesFile({ district, on: on.value })}
          />
        )}
      </div>
      <p class="lead">
        {info && info.places.length > 0 ? (
          <>
            自 {info.from} 起：{towns.length} 个镇街，{villages.length} 个村（社区）{info.source && `；来源：${info.source}`}。
          </>
        ) : (
          "还没有登记区划。"
        )}
        合并的村写明并入何处，填报随之改变。
      </p>
      <SaidLine said={doing.said.value} />
      {asked.failure.value && (
        <p class="failure" role="alert">
          {asked.failure}
        </p>
      )}
      {hasRole("operator") && (
        <section class="places-new">
          <TextField
            name="from"
            label="新版本的生效日期"
            type="date"
            required
            value={from.value}
            onInput={(value) => (from.value = value)}
          />
          <TextField
            name="source"
            label="依据"
            hint="例如：统计用区划代码 2025 年版"
            value={source.value}
            onInput={(value) => (source.value = value)}
          />
          {from.value && (
            <StepUpload
              key={from.value}
              {...placesHanding(district, from.value, source.value.trim())}
              district={district}
              step={placesStep}
              empty={info?.places.length === 0}
              onApplied={() => {
                on.value = "";
                void asked.again();
              }}
            />
          )}
        </section>
      )}
      {info?.places.length === 0 && !hasRole("operator") && <NextStep step={placesStep} />}
      <div class="towns">
        {towns.map((town) => (
          <Town key={town.code} town={town} villages={villages.filter((village) => village.parent === town.code)} />
        ))}
      </div>
    </>
  );
}

function Town({ town, villages }: { town: PlaceInfo; villages: readonly PlaceInfo[] }) {
  return (
    <section class="card town">
      <h2>{town.name} <small>{town.code} · {villages.length} 个村居</small></h2>
      <ul>{villages.map((village) => <li key={village.code} title={`${village.name} ${village.code}`}>{shortPlace(village.name)}</li>)}</ul>
    </section>
  );
}
