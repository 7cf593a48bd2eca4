import { IndicatorsView } from "./bureau/IndicatorsView";
import { PeopleView } from "./notices/PeopleView";
import { PlacesView } from "./bureau/PlacesView";
import { RemindersView } from "./notices/RemindersView";
import { RoundsView } from "./bureau/RoundsView";
import { path } from "../../shell/router";
import { session } from "../../shell/session";
import { Shell } from "../../shell/Shell";
import { districtOf, filingAddress } from "./address";
import { BurdenView } from "./forms/BurdenView";
import { FilingList } from "./forms/FilingList";
import { FilingNav } from "./FilingNav";
import { FilingView } from "./forms/FilingView";
import "../../shell/forms.css";
import "../../shell/lists.css";
import "./forms/filing.css";

const bureau = { rounds: RoundsView, indicators: IndicatorsView, places: PlacesView, people: PeopleView, reminders: RemindersView };

/** The pages of filings: what is to be done, one form, a place's burden, and those of whoever runs it. */
export function FilingsPage() {
  const at = filingAddress(path.value);
  const own = (session.value?.grants ?? []).map((grant) => districtOf(grant.place)).find((district) => district !== undefined);
  const district = at.kind === "filing" ? at.name.district : at.district ?? own;
  if (district === undefined) return <Shell><p class="lead">请在地址里写明地区，例如 /filings/440203。</p></Shell>;
  if (at.kind === "filing") return <Shell><FilingView key={path.value} name={at.name} /></Shell>;
  if (at.kind === "burden") return <Shell><BurdenView key={path.value} district={district} place={at.place} /></Shell>;
  const View = at.kind === "list" ? FilingList : bureau[at.kind];
  return <Shell><FilingNav district={district} here={at.kind} /><View key={`${at.kind}/${district}`} district={district} /></Shell>;
}
