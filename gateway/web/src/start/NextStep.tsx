import "../shell/forms.css";
import { Link } from "../shell/Link";
import { hasRole } from "../shell/session";
import type { Step } from "../shell/step";
import { roleName } from "./roles";

/** The way on from an empty page: for whoever may do the step a link to it, for others whom to ask. */
export function NextStep({ step: { key, deed, role }, plain }: { step: Step; plain?: boolean }) {
  return (
    <p class={plain ? "next-step plain" : "next-step"} data-next={key}>
      {hasRole(role) ? <Link to={`/start#${key}`} class="button first">{deed}</Link> : <>请联系{roleName(role)}{deed}。</>}
    </p>
  );
}
