import { FilingStage, FilingStep } from "../../../gen/opscenter/v1/filings_pb";

/** How a stage is called and looks: what somebody must do, what waits, what is through. */
export interface StageLook {
  readonly name: string;
  readonly tone: "todo" | "back" | "wait" | "done";
}

const looks: Readonly<Record<FilingStage, StageLook>> = {
  [FilingStage.FILING_STAGE_UNSPECIFIED]: { name: "—", tone: "wait" },
  [FilingStage.FILING_DUE]: { name: "待填", tone: "todo" },
  [FilingStage.FILING_DRAFT]: { name: "草稿", tone: "todo" },
  [FilingStage.FILING_TOWN_REVIEW]: { name: "待镇街审核", tone: "wait" },
  [FilingStage.FILING_DEPARTMENT_REVIEW]: { name: "待部门审核", tone: "wait" },
  [FilingStage.FILING_BUREAU_REVIEW]: { name: "待区复核", tone: "wait" },
  [FilingStage.FILING_RETURNED]: { name: "退回待改", tone: "back" },
  [FilingStage.FILING_APPROVED]: { name: "已通过", tone: "done" },
  [FilingStage.FILING_REOPENED]: { name: "更正中", tone: "back" },
  [FilingStage.FILING_REPORTED]: { name: "已报送", tone: "done" },
};

export const stageLook = (stage: FilingStage): StageLook => looks[stage] ?? looks[FilingStage.FILING_STAGE_UNSPECIFIED];

const steps: Readonly<Record<FilingStep, string>> = {
  [FilingStep.FILING_STEP_UNSPECIFIED]: "—",
  [FilingStep.STEP_TOWN]: "镇街审核",
  [FilingStep.STEP_DEPARTMENT]: "部门审核",
  [FilingStep.STEP_BUREAU]: "区政数局复核",
};

export const stepName = (step: FilingStep): string => steps[step] ?? "—";
