import { useSignal } from "@preact/signals";
import type { Indicator, IndicatorSet } from "../../../gen/opscenter/v1/indicators_pb";
import { indicators } from "../rpc";
import { inChinese } from "../../../shell/sentence";
import { hasRole } from "../../../shell/session";
import { useAsked } from "../../../shell/useAsked";
import { NextStep } from "../../../start/NextStep";
import { StepUpload } from "../../../start/StepFiles";
import { EditionTools } from "./EditionTools";
import { indicatorsHanding } from "../handings";
import { SaidLine } from "../../../shell/Said";
import { useDoing } from "../../../shell/useDoing";
import { frequencyName, kindName, levelName, limitName } from "../words/names";
import { indicatorsStep } from "../steps";
import "../../../shell/lists.css";
import "./bureau.css";

/** 指标与套表: what is asked, of whom, by when, and what must hold of it; the file that changes it. */
export function IndicatorsView({ district }: { district: string }) {
  const on = useSignal("");
  const asked = useAsked(() => indicators.getIndicators({ district, on: on.value }), [district, on.value]);
  const doing = useDoing();
  const chosen = useSignal("");
  const words = useSignal("");
  const info = asked.value.value;
  const set = info?.sets.find((one) => one.code === chosen.value);
  const shown = (info?.indicators ?? []).filter((one) => (!set || set.indicators.includes(one.code)) && matches(one, words.value));
  return (
    <>
      <div class="filing-top">
        <h1>指标与套表</h1>
        {info && (
          <EditionTools
            from={info.from}
            editions={info.editions}
            format="XLSX"
            onChoose={(from) => (on.value = from)}
            doing={doing}
            file={() => indicators.getIndicatorsFile({ district, on: on.value })}
          />
        )}
      </div>
      <p class="lead">
        {info ? (
          <>
            自 {info.from} 起：{info.indicators.length} 个指标，{info.sets.length} 张套表。
          </>
        ) : null}
        下载现行文件，改好并写明新的生效日期后上传；已经下发的期次不受影响。
      </p>
      <SaidLine said={doing.said.value} />
      {asked.failure.value && (
        <p class={info ? "failure" : "lead"} role="alert">
          {inChinese(asked.failure.value)}
        </p>
      )}
      {hasRole("operator") && (
        <StepUpload
          {...indicatorsHanding(district)}
          district={district}
          step={indicatorsStep}
          empty={info === undefined}
          onApplied={() => {
            on.value = "";
            void asked.again();
          }}
        />
      )}
      {!info && asked.failure.value && !hasRole("operator") && <NextStep step={indicatorsStep} />}
      {info && (
        <>
          <h2>套表（{info.sets.length}）</h2>
          <div class="table-box tall">
            <table class="rows">
              <thead>
                <tr>
                  <th>套表</th>
                  <th>周期</th>
                  <th>填报</th>
                  <th>部门审核</th>
                  <th>截止</th>
                  <th>锁定</th>
                  <th>改正</th>
                  <th class="number">指标</th>
                </tr>
              </thead>
              <tbody>
                {info.sets.map((one) => (
                  <SetRow
                    key={one.code}
                    set={one}
                    chosen={one.code === chosen.value}
                    onChoose={() => (chosen.value = one.code === chosen.value ? "" : one.code)}
                  />
                ))}
              </tbody>
            </table>
          </div>
          <div class="filing-top spaced">
            <h2>
              指标（{shown.length}
              {set ? `，${set.name}` : ""}）
            </h2>
            <div class="bureau-tools">
              {set && (
                <button type="button" class="button small" onClick={() => (chosen.value = "")}>
                  全部指标
                </button>
              )}
              <input
                type="search"
                aria-label="查找指标"
                placeholder="查找代码、名称、规则"
                value={words.value}
                onInput={(e) => (words.value = e.currentTarget.value)}
              />
            </div>
          </div>
          <div class="table-box tall">
            <table class="rows">
              <thead>
                <tr>
                  <th>代码</th>
                  <th>指标</th>
                  <th>单位</th>
                  <th>类型</th>
                  <th>审核规则与口径</th>
                </tr>
              </thead>
              <tbody>
                {shown.map((one) => (
                  <IndicatorRow key={one.code} indicator={one} />
                ))}
                {shown.length === 0 && (
                  <tr>
                    <td colSpan={5} class="muted">
                      没有符合的指标
                    </td>
                  </tr>
                )}
              </tbody>
            </table>
          </div>
        </>
      )}
    </>
  );
}

function matches(indicator: Indicator, words: string): boolean {
  const text = [indicator.code, indicator.name, indicator.note, ...indicator.rules.map((rule) => `${rule.text} ${rule.expression}`)]
    .join(" ")
    .toLowerCase();
  return words.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

function SetRow({ set, chosen, onChoose }: { set: IndicatorSet; chosen: boolean; onChoose: () => void }) {
  return (
    <tr class={chosen ? "chosen" : ""}>
      <td>
        <button type="button" class="as-link" aria-pressed={chosen} onClick={onChoose}>
          {set.name}
        </button>
        <small class="code">{set.code}</small>
      </td>
      <td>{frequencyName(set.frequency)}</td>
      <td>{set.levels.map(levelName).join("、")}</td>
      <td>{set.department || "—"}</td>
      <td class="whole">期末后 {limitName(set.due)}</td>
      <td class="whole">截止后 {limitName(set.lock)}</td>
      <td class="whole">{limitName(set.mending)}</td>
      <td class="number">{set.indicators.length}</td>
    </tr>
  );
}

function IndicatorRow({ indicator }: { indicator: Indicator }) {
  return (
    <tr>
      <td class="whole">{indicator.code}</td>
      <td>
        {indicator.name}
        {!indicator.isRequired && <small class="tag">选填</small>}
        {indicator.isCumulative && <small class="tag">累计</small>}
        {indicator.source && (
          <small class="tag on" title={indicator.source}>
            自动取数
          </small>
        )}
      </td>
      <td>{indicator.unit || "—"}</td>
      <td class="whole">
        {kindName(indicator.kind)}
        {indicator.kind === "number" && (indicator.decimals > 0 ? ` ${indicator.decimals} 位` : "，取整")}
      </td>
      <td>
        {indicator.note && <div class="muted">{indicator.note}</div>}
        {indicator.rules.map((rule) => (
          <div key={rule.expression} title={rule.expression}>
            {rule.text || rule.expression}
            {rule.levels.length > 0 && <small class="muted">（{rule.levels.map(levelName).join("、")}）</small>}
            {rule.effect === "explain" && <small class="tag">可说明</small>}
          </div>
        ))}
      </td>
    </tr>
  );
}
