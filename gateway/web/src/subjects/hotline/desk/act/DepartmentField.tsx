import type { Suggestions } from "../../../../gen/opscenter/v1/hotline_pb";
import { Combobox } from "../../../../shell/Combobox";
import { Field } from "../../../../shell/fields";
import { percent } from "../../../../shell/time";
import { departmentOptions, useDesk } from "../setting";

/** A department: one of the likely ones, each with how likely and why, or any other. */
export function DepartmentField({ name, label, value, onChoose, suggestions, required, hint, fault, without }: {
  name: string;
  label: string;
  value: string;
  onChoose: (code: string) => void;
  /** Absent: none are asked for; null: they are being read. */
  suggestions: Suggestions | null | undefined;
  required: boolean;
  hint?: string | undefined;
  fault?: string | undefined;
  /** A department that it cannot be. */
  without: string;
}) {
  const { info } = useDesk();
  const options = departmentOptions(info).filter((option) => option.value !== without);
  const likely = (suggestions?.departments ?? []).filter((candidate) => candidate.code !== without).slice(0, 5);
  const precedent = suggestions?.precedent;
  if (suggestions === undefined || (suggestions !== null && likely.length === 0))
    return (
      <Combobox
        name={name}
        label={label}
        required={required}
        hint={hint}
        fault={fault}
        value={value}
        options={options}
        onChoose={onChoose}
      />
    );
  return (
    <>
      {precedent && precedent.department !== without && (
        <div class="precedent-hint" data-precedent={precedent.key}>
          <p>
            <b>先例</b> {precedent.topic} · {precedent.placeKind || "任何场所"}，第 {precedent.version} 版：由
            <b>{precedent.departmentName || precedent.department}</b>办理
            {precedent.clause && (
              <>
                ，依据职责第 {precedent.clause} 条{precedent.clauseText && <q>{precedent.clauseText}</q>}
              </>
            )}
          </p>
          <button type="button" class="button small" onClick={() => onChoose(precedent.department)}>
            照先例
          </button>
        </div>
      )}
      <Field name={name} label={label} required={required} hint={hint} fault={fault} group>
        {(marks) => (
          <span class="candidates" role="radiogroup" aria-describedby={marks["aria-describedby"]}>
            {suggestions === null && <span class="muted">正在找可能负责的单位…</span>}
            {likely.map((candidate) => (
              <label key={candidate.code} class={candidate.code === value ? "choice chosen" : "choice"} data-candidate={candidate.code}>
                <input
                  type="radio"
                  name={name}
                  value={candidate.code}
                  checked={candidate.code === value}
                  onChange={() => onChoose(candidate.code)}
                />
                <span class="choice-text">
                  <span class="candidate-head">
                    <b>{candidate.name || candidate.code}</b>
                    <span class="share">
                      <i style={{ width: `${percent(candidate.probability)}%` }} />
                    </span>
                    <span class="share-text">{percent(candidate.probability)}%</span>
                  </span>
                  <small>{candidate.reason}</small>
                </span>
              </label>
            ))}
          </span>
        )}
      </Field>
      <Combobox
        name={`${name}-other`}
        label="或者其他单位"
        value={likely.some((candidate) => candidate.code === value) ? "" : value}
        options={options}
        onChoose={onChoose}
      />
    </>
  );
}
