import { useComputed } from "@preact/signals";
import type { DefinitionKey } from "../shell/definition";
import { emsOf } from "./ems";

/** Stands where there is no number: a rate of nothing, a wait of nobody. */
export const nothing = "—";

/**
 * One number of the wall. Only its own text changes when it does. `metric` is its stable name for tests and scripts, its
 * raw value (seconds, shares 0-1) stands in `data-value`, empty when there is none. `fit`: it becomes smaller when its box is too narrow.
 */
export function Value({ metric, def, of, show, unit, class: extra, fit }: {
  metric: string;
  def: DefinitionKey;
  of: () => number | undefined;
  show: (value: number) => string;
  unit?: string;
  class?: string;
  fit?: boolean;
}) {
  const raw = useComputed(of);
  const value = useComputed(() => raw.value ?? "");
  const text = useComputed(() => (raw.value === undefined ? nothing : show(raw.value)));
  const unitText = useComputed(() => (raw.value === undefined ? "" : (unit ?? "")));
  const ems = useComputed(() => `--ems:${emsOf(text.value).toFixed(1)}`);
  return (
    <span class={`value${extra ? ` ${extra}` : ""}${fit ? " fit" : ""}`} data-def={def} style={fit ? ems : undefined}>
      <b data-metric={metric} data-value={value}>{text}</b>
      {unit && <i>{unitText}</i>}
    </span>
  );
}
