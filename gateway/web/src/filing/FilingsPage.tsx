import { session } from "../shell/session";
import { path } from "../shell/router";
import { Shell } from "../shell/Shell";
import { districtOf, filingAddress } from "./address";
import { BurdenView } from "./BurdenView";
import { FilingList } from "./FilingList";
import { FilingView } from "./FilingView";
import { RoundsView } from "./RoundsView";
import "../shell/forms.css";
import "./filing.css";

/** The pages of filings: what is to be done, one form, a place's burden, and the bureau's rounds. */
export function FilingsPage() {
  const at = filingAddress(path.value);
  const own = (session.value?.grants ?? []).map((grant) => districtOf(grant.place)).find((district) => district !== undefined);
  const district = at.kind === "filing" ? at.name.district : at.district ?? own;
  if (district === undefined) return <Shell><p class="lead">请在地址里写明地区，例如 /filings/440203。</p></Shell>;
  switch (at.kind) {
    case "filing": return <Shell><FilingView key={path.value} name={at.name} /></Shell>;
    case "rounds": return <Shell><RoundsView key={district} district={district} /></Shell>;
    case "burden": return <Shell><BurdenView key={path.value} district={district} place={at.place} /></Shell>;
    default: return <Shell><FilingList key={district} district={district} /></Shell>;
  }
}
