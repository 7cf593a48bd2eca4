import { useSignal } from "@preact/signals";
import type { SetupStep } from "../gen/opscenter/v1/setup_pb";
import { isSignedOut, sentenceOf, setup } from "../rpc";
import { download } from "../shell/download";
import { hasRole, sessionEnded } from "../shell/session";
import type { Step } from "../shell/step";
import { Upload, type AtHand, type Handing } from "../shell/Upload";
import { useAsked } from "../shell/useAsked";
import { askSetup } from "./setup";
import { setupRoles } from "./steps";

/** The sample of a step, to be looked at like a file of one's own. */
export const sampleOf = (district: string, step: SetupStep): AtHand | undefined =>
  step.sample && { label: "载入武江示例", file: () => setup.getSetupFile({ district, name: step.sample?.name ?? "" }) };

/** The templates of a step, one for each form. */
export function Templates({ district, step, label = "空模板", plain = true }: {
  district: string;
  step: SetupStep;
  label?: string;
  /** As links beside something else; otherwise they are what there is to do. */
  plain?: boolean;
}) {
  const failure = useSignal("");
  if (step.templates.length === 0) return null;
  const take = async (name: string): Promise<void> => {
    failure.value = "";
    try {
      const file = await setup.getSetupFile({ district, name });
      download(file.fileName, file.content);
    } catch (error) {
      if (isSignedOut(error)) return sessionEnded();
      failure.value = sentenceOf(error);
    }
  };
  return (
    <span class="setup-templates">
      {plain && label}
      {step.templates.map(({ name, format }) => (
        <button
          key={name}
          type="button"
          class={plain ? "as-link" : "button"}
          data-template={name}
          title={`下载 ${name}`}
          onClick={() => void take(name)}
        >
          {plain ? format : label}
        </button>
      ))}
      {failure.value && (
        <span class="failure" role="alert">
          {failure}
        </span>
      )}
    </span>
  );
}

/** The upload of a step with what helps to begin: its templates, and its sample as long as there is nothing of one's own. */
export function StepUpload({ district, step: { key }, empty, onApplied, ...handing }: Handing & {
  district: string;
  step: Step;
  empty: boolean;
  onApplied: () => void;
}) {
  const asked = useAsked(async () => (hasRole(...setupRoles) ? askSetup(district) : undefined), [district]);
  const step = asked.value.value?.steps.find((one) => one.key === key);
  return (
    <Upload {...handing} onApplied={onApplied} atHand={empty && step ? sampleOf(district, step) : undefined}
      tools={step && <Templates district={district} step={step} />} />
  );
}
