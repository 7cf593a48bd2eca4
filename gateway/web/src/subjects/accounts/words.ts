import type { Account, ListGrantPlacesResponse } from "../../gen/opscenter/v1/admin_pb";

/** The places and roles there are. */
export type Directory = Pick<ListGrantPlacesResponse, "places" | "roles">;

export interface GrantWords {
  readonly key: string;
  readonly role: string;
  readonly place: string;
  /** The place's code, when its name is shown. */
  readonly code: string;
}

export function grantsOf(account: Pick<Account, "grants">, directory: Directory | undefined): readonly GrantWords[] {
  return account.grants.map((grant) => {
    const name = directory?.places.find((place) => place.place === grant.place)?.name ?? "";
    return {
      key: `${grant.role}@${grant.place}`,
      role: directory?.roles.find((role) => role.code === grant.role)?.name ?? grant.role,
      place: name === "" ? grant.place : name,
      // "*" and "system" say nothing that their names do not.
      code: name === "" || isInstallation(grant.place) ? "" : grant.place,
    };
  });
}

export interface Standing {
  readonly kind: "on" | "wait" | "lock" | "off";
  readonly word: string;
}

export function standingOf(account: Pick<Account, "disabled" | "lockedUntil" | "passwordIsOneTime" | "machine">): Standing {
  if (account.disabled) return { kind: "off", word: "停用" };
  if (account.lockedUntil) return { kind: "lock", word: "锁定" };
  if (account.passwordIsOneTime) return { kind: "wait", word: "等待首次登录" };
  return { kind: "on", word: account.machine ? "正常（令牌）" : "正常" };
}

/** Seconds that so many one-time passwords take to be made on a small machine: about a tenth of a second each. */
export const secondsFor = (passwords: number): number => Math.max(1, Math.ceil(passwords / 10));

const isInstallation = (place: string): boolean => place === "*" || place === "system";

/** An account's name for a place that has one account: a department's code, a town's or village's statistics code; else none. */
export const nameFor = (place: string): string => (place.length > 6 ? place.slice(place.indexOf("/") + 1).toLowerCase() : "");
