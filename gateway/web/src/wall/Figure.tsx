import type { DefinitionKey } from "../definitions";
import { nothing } from "./Value";

/** One number of a row that is drawn anew as a whole; see Value, which draws itself. */
export function Figure({ metric, def, value, show, unit, class: extra }: {
  metric: string;
  def: DefinitionKey;
  value: number | undefined;
  show: (value: number) => string;
  unit?: string;
  class?: string;
}) {
  return (
    <span class={extra ? `value ${extra}` : "value"} data-def={def}>
      <b data-metric={metric} data-value={value ?? ""}>{value === undefined ? nothing : show(value)}</b>
      {unit && <i>{value === undefined ? "" : unit}</i>}
    </span>
  );
}
