import { SetupState, type SetupStep } from "../gen/opscenter/v1/setup_pb";

/** Roles to whom the page 开始使用 is of use. */
export const setupRoles = ["operator", "administrator"] as const;

/** The district that somebody sets up: that of the first grant that names one; empty: the server's first. */
export function districtToSetUp(grants: readonly { readonly role: string; readonly place: string }[]): string {
  return grants.map(({ place }) => /^\d{6}/.exec(place)?.[0]).find((district) => district !== undefined) ?? "";
}

type Standing = Pick<SetupStep, "state" | "mayDo" | "isOptional">;

export const isDone = ({ state }: Pick<SetupStep, "state">): boolean => state === SetupState.SETUP_DONE;

/** What to do next: the first step that is not done and that the caller may do; what the product needs before what it can do without. */
export function nextOf<T extends Standing>(steps: readonly T[]): T | undefined {
  const open = steps.filter((step) => !isDone(step) && step.mayDo);
  return (
    open.find((step) => !step.isOptional && step.state === SetupState.SETUP_MISSING) ?? open.find((step) => !step.isOptional) ?? open[0]
  );
}

/** Whether something that the product needs is not there at all, and the caller may do it. */
export const isWanting = (steps: readonly Standing[]): boolean =>
  steps.some((step) => step.mayDo && !step.isOptional && step.state === SetupState.SETUP_MISSING);
