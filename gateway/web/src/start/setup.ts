import type { SetupInfo } from "../gen/opscenter/v1/setup_pb";
import { setup } from "../rpc";
import { hasRole, session } from "../shell/session";
import { districtToSetUp, isWanting, setupRoles } from "./steps";

/** What is set up and what is missing, of the district that the account sets up. */
export const askSetup = (district?: string): Promise<SetupInfo> =>
  setup.getSetup({ district: district ?? districtToSetUp(session.value?.grants ?? []) });

/** Whether something is wanting, for whoever has just come in. A server that does not answer holds nobody up. */
export async function isSetupWanting(): Promise<boolean> {
  if (!hasRole(...setupRoles)) return false;
  try {
    return isWanting((await askSetup()).steps);
  } catch {
    return false;
  }
}
