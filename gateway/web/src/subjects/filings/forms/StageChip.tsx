import type { FilingStage } from "../../../gen/opscenter/v1/filings_pb";
import { stageLook } from "../words/stages";

export function StageChip({ stage }: { stage: FilingStage }) {
  const look = stageLook(stage);
  return <span class={`stage-chip ${look.tone}`}>{look.name}</span>;
}
