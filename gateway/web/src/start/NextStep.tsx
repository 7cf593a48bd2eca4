import "../shell/forms.css";
import { Link } from "../shell/Link";
import { hasRole } from "../shell/session";

/** What an empty page may want, and who may give it. */
const steps = {
  hall: { deed: "设置政务大厅", role: "operator", who: "运营人员" },
  hotline: { deed: "设置 12345 热线", role: "operator", who: "运营人员" },
  places: { deed: "登记区划", role: "operator", who: "运营人员" },
  indicators: { deed: "发布指标与套表", role: "operator", who: "运营人员" },
  people: { deed: "建立通讯录", role: "operator", who: "运营人员" },
} as const;

export type StepKey = keyof typeof steps;

/** The way on from an empty page: for whoever may do the step a link to it, for others whom to ask. */
export function NextStep({ step, plain }: { step: StepKey; plain?: boolean }) {
  const { deed, role, who } = steps[step];
  return (
    <p class={plain ? "next-step plain" : "next-step"} data-next={step}>
      {hasRole(role) ? <Link to={`/start#${step}`} class="button first">{deed}</Link> : <>请联系{who}{deed}。</>}
    </p>
  );
}
