import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import "./forms.css";

/** What every field of a form has. */
export interface FieldProps {
  /** Its name in the form and for scripts. */
  readonly name: string;
  readonly label: string;
  readonly required?: boolean;
  readonly hint?: string | undefined;
  /** What is wrong with it, a sentence. */
  readonly fault?: string | undefined;
}

interface Marks {
  readonly id: string;
  readonly "aria-describedby"?: string;
  readonly "aria-invalid"?: boolean;
  readonly "aria-required"?: boolean;
}

/** Label, hint and fault around what is filled in; `children` gets the attributes that tie it to them. */
export function Field({
  name,
  label,
  required,
  hint,
  fault,
  children,
  group,
}: FieldProps & { children: (marks: Marks) => ComponentChildren; group?: boolean }) {
  const id = useId();
  const about = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(" ");
  const marks: Marks = {
    id,
    ...(about === "" ? {} : { "aria-describedby": about }),
    ...(fault ? { "aria-invalid": true } : {}),
    ...(required && !group ? { "aria-required": true } : {}),
  };
  const title = (
    <>
      {label}
      {required ? (
        <i class="needed" title="必填">
          *
        </i>
      ) : null}
    </>
  );
  return (
    <div class={fault ? "field wrong" : "field"} data-field={name} {...(group ? { role: "group", "aria-labelledby": `${id}-label` } : {})}>
      {group ? (
        <span id={`${id}-label`} class="field-label">
          {title}
        </span>
      ) : (
        <label for={id} class="field-label">
          {title}
        </label>
      )}
      {children(marks)}
      {hint && (
        <small id={`${id}-hint`} class="field-hint">
          {hint}
        </small>
      )}
      {fault && (
        <small id={`${id}-fault`} class="field-fault" role="alert">
          {fault}
        </small>
      )}
    </div>
  );
}

export function TextField({ value, onInput, onCommit, type = "text", list, placeholder, min, ...of }: FieldProps & {
  value: string;
  /** With every letter. */
  onInput?: (value: string) => void;
  /** When it is left, or sent with Enter. */
  onCommit?: (value: string) => void;
  type?: "text" | "date" | "number" | "search";
  /** Id of a list of proposals. */
  list?: string;
  placeholder?: string;
  min?: string;
}) {
  return (
    <Field {...of}>
      {(marks) => (
        <input {...marks} name={of.name} type={type} value={value} placeholder={placeholder} list={list} min={min} autocomplete="off"
          {...(type === "number" ? { step: "any", inputMode: "decimal" as const } : {})}
          onInput={(e) => onInput?.(e.currentTarget.value)} onChange={(e) => onCommit?.(e.currentTarget.value)} />
      )}
    </Field>
  );
}

/** A longer text: grows with what is written, counts what is left, offers sentences that are often used. */
export function LongField({ value, onInput, rows = 4, most, phrases, autofocus, ...of }: FieldProps & {
  value: string;
  onInput: (value: string) => void;
  rows?: number | undefined;
  most?: number | undefined;
  phrases?: readonly string[] | undefined;
  /** In a question over the page: where the keyboard begins. */
  autofocus?: boolean;
}) {
  const box = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const area = box.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  }, [value]);
  const length = [...value].length;
  const near = most !== undefined && length > most * 0.8;
  return (
    <Field {...of}>
      {(marks) => (
        <>
          <textarea
            {...marks}
            ref={box}
            name={of.name}
            rows={rows}
            value={value}
            autofocus={autofocus}
            onInput={(e) => onInput(e.currentTarget.value)}
          />
          {phrases && (
            <span class="phrases">
              {phrases.map((phrase) => (
                <button
                  key={phrase}
                  type="button"
                  class="phrase"
                  onClick={() => {
                    onInput(joined(value, phrase));
                    box.current?.focus();
                  }}
                >
                  {phrase}
                </button>
              ))}
            </span>
          )}
          {near && (
            <small class={length > most ? "field-count over" : "field-count"}>
              {length} / {most}
            </small>
          )}
        </>
      )}
    </Field>
  );
}

const joined = (text: string, phrase: string): string =>
  text.trim() === "" ? phrase : `${text.trimEnd().replace(/[。；，]$/, "")}；${phrase}`;

export interface Choice<Value> {
  readonly value: Value;
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
}

/** One of a few answers, each to be read whole before it is chosen. */
export function ChoiceField<Value extends string | number | boolean | undefined>({ value, choices, onChoose, rows, ...of }: FieldProps & {
  value: Value;
  choices: readonly Choice<Value>[];
  onChoose: (value: Value) => void;
  /** One under the other. */
  rows?: boolean;
}) {
  return (
    <Field {...of} group>
      {(marks) => (
        <span
          class={rows ? "choices-of rows" : "choices-of"}
          role="radiogroup"
          aria-describedby={marks["aria-describedby"]}
          aria-invalid={marks["aria-invalid"]}
        >
          {choices.map((choice) => (
            <label key={String(choice.value)} class={choice.value === value ? "choice chosen" : "choice"}>
              <input
                type="radio"
                name={of.name}
                value={String(choice.value)}
                checked={choice.value === value}
                onChange={() => onChoose(choice.value)}
              />
              <span class="choice-text">
                <b>{choice.label}</b>
                {choice.hint && <small>{choice.hint}</small>}
              </span>
            </label>
          ))}
        </span>
      )}
    </Field>
  );
}

export function SelectField({ value, options, onChoose, ...of }: FieldProps & {
  value: string;
  options: readonly { readonly value: string; readonly label: string }[];
  onChoose: (value: string) => void;
}) {
  return (
    <Field {...of}>
      {(marks) => (
        <select {...marks} name={of.name} value={value} onChange={(e) => onChoose(e.currentTarget.value)}>
          {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
        </select>
      )}
    </Field>
  );
}

export function TickField({ value, onTick, ...of }: FieldProps & { value: boolean; onTick: (value: boolean) => void }) {
  const id = useId();
  return (
    <div class="field tick" data-field={of.name}>
      <label class="choice">
        <input
          type="checkbox"
          name={of.name}
          checked={value}
          aria-describedby={of.hint ? `${id}-hint` : undefined}
          onChange={(e) => onTick(e.currentTarget.checked)}
        />
        <span class="choice-text">
          <b>{of.label}</b>
          {of.hint && <small id={`${id}-hint`}>{of.hint}</small>}
        </span>
      </label>
      {of.fault && (
        <small class="field-fault" role="alert">
          {of.fault}
        </small>
      )}
    </div>
  );
}
