import type { DefinitionKey } from "../shell/definition";
import { emsOf } from "./ems";
import { nothing } from "./Value";

/** One number of a row that is redrawn as a whole; see Value, which draws itself. */
export function Figure({ metric, def, value, show, unit, class: extra, fit }: {
  metric: string;
  def: DefinitionKey;
  value: number | undefined;
  show: (value: number) => string;
  unit?: string;
  class?: string;
  fit?: boolean;
}) {
  const text = value === undefined ? nothing : show(value);
  return (
    <span
      class={`value${extra ? ` ${extra}` : ""}${fit ? " fit" : ""}`}
      data-def={def}
      style={fit ? { "--ems": emsOf(text).toFixed(1) } : undefined}
    >
      <b data-metric={metric} data-value={value ?? ""}>
        {text}
      </b>
      {unit && <i>{value === undefined ? "" : unit}</i>}
    </span>
  );
}
