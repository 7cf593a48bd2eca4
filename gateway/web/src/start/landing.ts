import { go, nextPath } from "../shell/router";
import { isSetupWanting } from "./setup";

/** To where somebody begins who has just come in: what the address asks for, or the first steps while the product lacks something. */
export async function land(): Promise<void> {
  const next = nextPath();
  go(next === "/" && await isSetupWanting() ? "/start" : next, true);
}
