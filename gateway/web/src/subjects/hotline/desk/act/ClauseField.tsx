import { useEffect, useRef } from "preact/hooks";
import type { DepartmentInfo } from "../../../../gen/opscenter/v1/hotline_pb";
import { ChoiceField, Field } from "../../../../shell/fields";

/** A clause of a department's duty list, to be read whole before it is cited. */
export function ClauseField({ label, department, value, onChoose, required, hint, fault }: {
  label: string;
  department: DepartmentInfo | undefined;
  value: string;
  onChoose: (clause: string) => void;
  required: boolean;
  hint?: string | undefined;
  fault?: string | undefined;
}) {
  const duties = department?.duties ?? [];
  const box = useRef<HTMLDivElement>(null);
  // A clause that came with its department is seen, also in a long list.
  useEffect(() => box.current?.querySelector(".chosen")?.scrollIntoView({ block: "nearest" }), [department?.code, value]);
  if (duties.length === 0)
    return (
      <Field name="clause" label={label} fault={fault} group>
        {() => <span class="muted">{department ? `${department.name}没有权责清单条款。` : "先选单位。"}</span>}
      </Field>
    );
  const none = { value: "", label: "不引条款", hint: hint ?? "" };
  return (
    <div ref={box}>
      <ChoiceField
        name="clause"
        label={`${label}（${department?.name ?? ""}）`}
        rows
        required={required}
        fault={fault}
        value={value}
        onChoose={onChoose}
        choices={[
          ...duties.map((duty) => ({ value: duty.clause, label: `第 ${duty.clause} 条`, hint: duty.text })),
          ...(required ? [] : [none]),
        ]}
      />
    </div>
  );
}
