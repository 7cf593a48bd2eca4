import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { SetupState, type SetupStep } from "../gen/opscenter/v1/setup_pb";
import { Dialog } from "../shell/Dialog";
import { Link } from "../shell/Link";
import { useRegistry } from "../shell/registry";
import { SettingsNav } from "../shell/SettingsNav";
import { Shell } from "../shell/Shell";
import { Upload } from "../shell/Upload";
import { useAsked } from "../shell/useAsked";
import { roleName } from "./roles";
import { askSetup } from "./setup";
import { sampleOf, Templates } from "./StepFiles";
import { isDone, nextOf } from "./steps";
import "./start.css";

/** 开始使用: what is set up and what is missing, each step with the way to do it. */
export function StartPage() {
  const asked = useAsked(() => askSetup(), []);
  const looking = useSignal<SetupStep | undefined>(undefined);
  const info = asked.value.value;
  useEffect(() => { document.title = "开始使用"; }, []);
  useEffect(() => {
    // An empty page led here for one step: it is shown, however far down it stands.
    const wanted = window.location.hash.slice(1);
    if (info && wanted) document.getElementById(wanted)?.scrollIntoView({ block: "center" });
  }, [info !== undefined]);
  return (
    <Shell>
      <SettingsNav />
      {info === undefined && (
        <p class="lead" role="status">
          {asked.failure.value || "正在读取…"}
        </p>
      )}
      {info && asked.failure.value && (
        <p class="failure" role="alert">
          {asked.failure}
        </p>
      )}
      {info && (
        <>
          <Progress steps={info.steps} />
          <ol class="setup-steps">
            {info.steps.map((step, i) => (
              <StepCard
                key={step.key}
                district={info.district}
                step={step}
                number={i + 1}
                isNext={nextOf(info.steps) === step}
                onLook={() => (looking.value = step)}
              />
            ))}
          </ol>
        </>
      )}
      {info && looking.value && (
        <SampleDialog
          district={info.district}
          step={looking.value}
          onClose={() => (looking.value = undefined)}
          onApplied={() => void settled(asked.again, () => asked.value.value?.steps, looking.value)}
        />
      )}
    </Shell>
  );
}

/** What was put in force is read off by some steps a moment later: asks again until it is seen. */
async function settled(
  again: () => Promise<void>,
  steps: () => readonly SetupStep[] | undefined,
  step: SetupStep | undefined,
): Promise<void> {
  for (let tries = 0; tries < 10; tries++) {
    await again();
    if (steps()?.find((one) => one.key === step?.key)?.state !== step?.state) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** In one glance: how many of how many, and what comes next. */
function Progress({ steps }: { steps: readonly SetupStep[] }) {
  const done = steps.filter(isDone).length;
  const next = nextOf(steps);
  const waits = steps.filter((step) => !isDone(step) && !step.mayDo && !step.isOptional);
  return (
    <header class="setup-progress" data-done={done} data-all={steps.length}>
      <h1>{done === steps.length ? "全部就绪" : "开始使用"}</h1>
      <p class="setup-progress-next">
        {next && !next.isOptional ? <>下一步：<b>{next.title}</b>{next.wanting && <span class="muted">（{next.wanting}）</span>}</>
          : waits.length > 0 ? <>您的部分已经完成；{waits.map((step) => step.title).join("、")}由{namesOf(waits.flatMap((step) => step.roles))}设置。</>
            : <>都可以使用了。<Link to="/">去看大屏</Link>{next && <span class="muted">　还可以设置{next.title}</span>}</>}
      </p>
      <p class="setup-progress-count" aria-label={`${steps.length} 项中已完成 ${done} 项`}><b>{done}</b><span>/ {steps.length} 项完成</span></p>
      <div class="setup-progress-bar" aria-hidden="true">{steps.map((step) => <i key={step.key} class={stateClass(step.state)} />)}</div>
    </header>
  );
}

function StepCard({
  district,
  step,
  number,
  isNext,
  onLook,
}: {
  district: string;
  step: SetupStep;
  number: number;
  isNext: boolean;
  onLook: () => void;
}) {
  const done = isDone(step);
  const here = window.location.hash.slice(1) === step.key;
  return (
    <li
      id={step.key}
      class={`card setup-step ${stateClass(step.state)} ${isNext ? "next" : ""} ${here ? "here" : ""}`}
      data-step={step.key}
      data-state={stateClass(step.state)}
    >
      <header>
        <span class="setup-step-mark" aria-hidden="true">
          {done ? "✓" : number}
        </span>
        <h2>{step.title}</h2>
        <span class="setup-step-state">{stateName(step)}</span>
      </header>
      {step.summary && <p class="setup-step-summary">{step.summary}</p>}
      {step.wanting && <p class="setup-step-wanting">{step.wanting}</p>}
      {(step.state === SetupState.SETUP_MISSING || (!step.summary && !step.wanting)) && <p class="setup-step-purpose">{step.purpose}</p>}
      <footer>
        {step.mayDo ? (
          <>
            {step.page && (
              <Link to={step.page} class={`button ${isNext ? "first" : ""}`}>
                {deedName(step)}
              </Link>
            )}
            {step.sample && step.state === SetupState.SETUP_MISSING && (
              <button type="button" class="as-link" data-sample={step.key} onClick={onLook}>
                先用武江示例
              </button>
            )}
            {!done && <Templates district={district} step={step} label={step.page ? "空模板" : "下载配置样例"} plain={step.page !== ""} />}
          </>
        ) : (
          <span class="muted">
            {done ? "由" : "请联系"}
            {namesOf(step.roles)}
            {done ? "维护" : "设置"}
          </span>
        )}
      </footer>
    </li>
  );
}

/** The sample goes the way of a file of one's own: checked, shown, put in force. */
function SampleDialog({
  district,
  step,
  onClose,
  onApplied,
}: {
  district: string;
  step: SetupStep;
  onClose: () => void;
  onApplied: () => void;
}) {
  const handing = useRegistry().steps.get(step.key)?.sample?.(district);
  if (handing === undefined) return null;
  return (
    <Dialog title={`${step.title}：武江示例`} class="wide" onClose={onClose}>
      <p class="lead">示例和您自己的文件走同一条路：先检查、看清会有什么变化，再生效。以后上传自己的文件，就会换成您的。</p>
      <Upload {...handing} only atHand={sampleOf(district, step)} onApplied={onApplied} />
      <div class="form-end">
        <button type="button" class="button" onClick={onClose}>
          关闭
        </button>
      </div>
    </Dialog>
  );
}

const namesOf = (roles: readonly string[]): string => [...new Set(roles)].map(roleName).join("、");

const stateClass = (state: SetupState): string =>
  state === SetupState.SETUP_DONE ? "done" : state === SetupState.SETUP_PARTLY ? "partly" : "missing";

const deedName = (step: SetupStep): string => (isDone(step) ? "查看与修改" : step.state === SetupState.SETUP_PARTLY ? "去完善" : "去设置");

const stateName = (step: SetupStep): string =>
  isDone(step) ? "已完成" : step.state === SetupState.SETUP_PARTLY ? "部分完成" : step.isOptional ? "可以以后再设" : "未设置";
