import type { Suggestions } from "../../../../gen/opscenter/v1/hotline_pb";
import { settableFlags } from "../../words/flags";
import { MultiCombobox } from "../../../../shell/Combobox";
import { ChoiceField, LongField, TextField, TickField } from "../../../../shell/fields";
import { dateOf } from "../moments";
import { departmentOf, departmentOptions, useDesk } from "../setting";
import { owingAssists, type ActionName } from "./actions";
import { ClauseField } from "./ClauseField";
import { DepartmentField } from "./DepartmentField";
import { isRequired, type ActContext, type Ask, type Draft } from "./draft";
import { MergeField } from "./MergeField";

const day = 24 * 3_600_000;

/** One question of a form, as the kind of it is asked. */
export function Question({ ask, action, draft, context, fault, suggestions, set }: {
  ask: Ask;
  action: ActionName;
  draft: Draft;
  context: ActContext;
  fault: string | undefined;
  suggestions: Suggestions | null | undefined;
  set: (change: Partial<Draft>) => void;
}) {
  const { info } = useDesk();
  const summary = context.order.summary;
  const lead = summary?.department ?? "";
  const of = { name: ask.field, label: ask.label, required: isRequired(ask, draft), hint: ask.hint, fault };
  const value = draft[ask.field];
  switch (ask.kind) {
    case "long":
      return (
        <LongField
          {...of}
          value={String(value ?? "")}
          rows={ask.rows}
          most={ask.most}
          phrases={ask.phrases}
          onInput={(text) => set({ [ask.field]: text })}
        />
      );
    case "department":
      return (
        <DepartmentField {...of} value={String(value ?? "")} suggestions={suggestions}
          without={ask.field === "proposed" ? context.acting || lead : action === "add_assist" ? lead : ""}
          // The clause that speaks for a department comes with it.
          onChoose={(code) => set({ [ask.field]: code, ...(action === "rule" ? { clause: clauseOf(suggestions, code) } : {}) })} />
      );
    case "departments":
      return (
        <MultiCombobox
          {...of}
          values={draft.assisting}
          options={departmentOptions(info).filter((option) => option.value !== draft.lead)}
          onChange={(assisting) => set({ assisting })}
        />
      );
    case "clause":
      return (
        <ClauseField
          {...of}
          department={departmentOf(info, action === "refuse" ? context.acting || lead : draft.department)}
          value={draft.clause}
          onChoose={(clause) => set({ clause })}
        />
      );
    case "order":
      // A reason that was proposed goes with its order; one that somebody wrote stays.
      return (
        <MergeField
          {...of}
          value={draft.parent}
          suggestions={suggestions}
          onChoose={(parent, why) => set({ parent, ...(isProposed(suggestions, draft.reason) ? { reason: why } : {}) })}
        />
      );
    case "date":
      return <TextField {...of} type="date" min={dateOf(context.now + day)} value={draft.until} onInput={(until) => set({ until })} />;
    case "days":
      return <TextField {...of} type="number" value={draft.workingDays} onInput={(workingDays) => set({ workingDays })} />;
    case "flag":
      return (
        <ChoiceField
          {...of}
          value={draft.flag}
          onChoose={(flag) => set({ flag })}
          choices={settableFlags.map((look) => ({
            value: look.flag,
            label: `${summary?.flags.includes(look.flag) ? "取消" : "标为"}“${look.name}”`,
          }))}
        />
      );
    case "choice":
      return (
        <ChoiceField
          {...of}
          value={value as boolean | undefined}
          choices={ask.choices ?? []}
          onChoose={(answer) => set({ [ask.field]: answer })}
        />
      );
    case "tick":
      return (
        <TickField
          {...of}
          hint={
            ask.field === "closeAssists"
              ? `${owingAssists(context.order).join("、")}尚未答复；勾选后按未答复结束协办，并记录在案`
              : `以后“${summary?.topic ?? ""}”在“${summary?.placeKind || "未注明场所"}”的工单自动照此派单`
          }
          value={value === true}
          onTick={(on) => set({ [ask.field]: on })}
        />
      );
  }
}

const clauseOf = (suggestions: Suggestions | null | undefined, department: string): string =>
  suggestions?.departments.find((candidate) => candidate.code === department)?.clause ?? "";

const isProposed = (suggestions: Suggestions | null | undefined, reason: string): boolean =>
  reason.trim() === "" || (suggestions?.repeats.some((repeat) => repeat.reason === reason) ?? false);
