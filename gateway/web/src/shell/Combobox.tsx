import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { Field, type FieldProps } from "./fields";
import { matching, named, type Option } from "./options";

const mostShown = 12;

/** Chooses one of many by typing a part of its name or code. */
export function Combobox({ value, options, onChoose, placeholder, ...of }: FieldProps & {
  value: string;
  options: readonly Option[];
  onChoose: (value: string) => void;
  placeholder?: string;
}) {
  return (
    <Field {...of}>
      {(marks) => (
        <Typed {...marks} name={of.name} shown={options.find((option) => option.value === value)?.label ?? value} options={options}
          placeholder={placeholder} onChoose={onChoose} onEmpty={() => onChoose("")} />
      )}
    </Field>
  );
}

/** Chooses several; those that are chosen stand before the field. */
export function MultiCombobox({ values, options, onChange, placeholder, ...of }: FieldProps & {
  values: readonly string[];
  options: readonly Option[];
  onChange: (values: readonly string[]) => void;
  placeholder?: string;
}) {
  const rest = options.filter((option) => !values.includes(option.value));
  return (
    <Field {...of}>
      {(marks) => (
        <span class="chips">
          {values.map((value) => {
            const label = options.find((option) => option.value === value)?.label ?? value;
            return (
              <button
                key={value}
                type="button"
                class="chip"
                aria-label={`去掉${label}`}
                onClick={() => onChange(values.filter((one) => one !== value))}
              >
                {label} <span aria-hidden="true">×</span>
              </button>
            );
          })}
          <Typed
            {...marks}
            name={of.name}
            shown=""
            options={rest}
            placeholder={placeholder}
            onChoose={(value) => onChange([...values, value])}
            onBack={() => onChange(values.slice(0, -1))}
          />
        </span>
      )}
    </Field>
  );
}

function Typed({ name, shown, options, onChoose, onEmpty, onBack, placeholder, ...marks }: {
  id: string;
  name: string;
  /** What the field says while nobody types. */
  shown: string;
  options: readonly Option[];
  onChoose: (value: string) => void;
  onEmpty?: () => void;
  /** Backspace in the empty field. */
  onBack?: () => void;
  placeholder?: string | undefined;
}) {
  const list = useId();
  const text = useSignal<string | undefined>(undefined);
  const open = useSignal(false);
  const active = useSignal(0);
  const found = matching(options, text.value ?? "", mostShown);
  const choose = (option: Option | undefined): void => {
    text.value = undefined;
    open.value = false;
    if (option) onChoose(option.value);
  };
  const key = (e: KeyboardEvent): void => {
    if (e.isComposing || e.ctrlKey || e.metaKey) return;
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      if (!open.value) {
        open.value = true;
        active.value = 0;
      } else active.value = Math.min(found.length - 1, Math.max(0, active.value + (e.key === "ArrowDown" ? 1 : -1)));
    } else if (e.key === "Enter" && open.value) {
      // Of the form nothing is sent while something is being chosen.
      e.preventDefault();
      if (found[active.value]) choose(found[active.value]);
    } else if (e.key === "Escape" && open.value) {
      e.preventDefault();
      e.stopPropagation();
      text.value = undefined;
      open.value = false;
    } else if (e.key === "Backspace" && (text.value ?? "") === "") onBack?.();
  };
  return (
    <span class="combo">
      <input
        {...marks}
        name={name}
        role="combobox"
        autocomplete="off"
        placeholder={placeholder ?? "输入名称或代码"}
        aria-expanded={open.value}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={open.value && found[active.value] ? `${list}-${active.value}` : undefined}
        value={text.value ?? shown}
        onFocus={(e) => e.currentTarget.select()}
        onClick={() => (open.value = true)}
        onInput={(e) => {
          text.value = e.currentTarget.value;
          open.value = true;
          active.value = 0;
        }}
        onKeyDown={key}
        onBlur={() => {
          if (text.value !== undefined) {
            const option = named(options, text.value);
            if (option) choose(option);
            else if (text.value.trim() === "") onEmpty?.();
          }
          text.value = undefined;
          open.value = false;
        }}
      />
      {open.value && (
        <ul id={list} role="listbox" class="combo-list">
          {found.map((option, i) => (
            <li
              key={option.value}
              id={`${list}-${i}`}
              role="option"
              aria-selected={i === active.value}
              class={i === active.value ? "active" : ""}
              onMouseDown={(e) => {
                e.preventDefault();
                choose(option);
              }}
              onMouseMove={() => (active.value = i)}
            >
              <span class="ellipsis">{option.label}</span>
              <small>{option.value}</small>
            </li>
          ))}
          {found.length === 0 && (
            <li class="muted" role="option" aria-selected={false} aria-disabled="true">
              没有叫这个的
            </li>
          )}
        </ul>
      )}
    </span>
  );
}
