import { signal } from "@preact/signals";
import type { Session } from "../gen/opscenter/v1/admin_pb";
import { isSignedOut, sessions } from "../rpc";
import { decoded, go } from "./router";

/** Who is signed in; null: nobody; undefined: not asked yet. The token itself stays in a cookie that no script can read. */
export const session = signal<Session | null | undefined>(undefined);

/** Asks the server who is signed in. Fails when the server cannot be reached. */
export async function askSession(): Promise<void> {
  try {
    session.value = await sessions.getSession({});
  } catch (error) {
    if (!isSignedOut(error)) throw error;
    session.value = null;
  }
}

// A wall hangs for months and calls nothing but its one stream; asking now and then lets its session go on.
const renewEveryMs = 12 * 3600 * 1000;
setInterval(() => {
  if (session.value) void askSession().catch(() => undefined);
}, renewEveryMs);

export async function signIn(name: string, password: string, newPassword = ""): Promise<void> {
  session.value = await sessions.signIn({ name, password, newPassword });
}

export async function signOut(): Promise<void> {
  try {
    await sessions.signOut({});
  } finally {
    session.value = null;
    go("/login");
  }
}

/** The session has ended: to the sign-in page, and back here afterwards. */
export function sessionEnded(): void {
  session.value = null;
  const here = window.location.pathname + window.location.search;
  go(here.startsWith("/login") || here === "/" ? "/login" : `/login?next=${encodeURIComponent(here)}`, true);
}

/** A one-time code handed over as "/#signin=NAME:CODE". It leaves the address and the history at once. */
export function takeHandedCode(): { name: string; code: string } | undefined {
  const hash = window.location.hash;
  if (!hash.startsWith("#signin=")) return undefined;
  window.history.replaceState(null, "", window.location.pathname + window.location.search);
  const text = decoded(hash.slice("#signin=".length));
  const colon = text.indexOf(":");
  return colon > 0 ? { name: text.slice(0, colon), code: text.slice(colon + 1) } : undefined;
}

// The address is already open when a new code is handed over: only the fragment changes.
window.addEventListener("hashchange", () => {
  if (window.location.hash.startsWith("#signin=")) window.location.reload();
});

/** Whether somebody may do what a role allows, anywhere. Only for what the pages offer: the server decides by itself. */
export function hasRole(...roles: string[]): boolean {
  return session.value?.grants.some((grant) => roles.includes(grant.role)) ?? false;
}
