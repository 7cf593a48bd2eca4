import { batch, signal } from "@preact/signals";

export { decoded, parts, pathTo } from "./paths";

/** The path that the page shows, e.g. "/wall/440203/H1". */
export const path = signal(window.location.pathname);

/** The search part of the address, e.g. "?q=…"; empty when there is none. */
export const query = signal(window.location.search);

function read(): void {
  batch(() => {
    path.value = window.location.pathname;
    query.value = window.location.search;
  });
}

window.addEventListener("popstate", read);

/** Goes to a page of ours; `replace` leaves no step to come back to. */
export function go(to: string, replace = false): void {
  if (replace) window.history.replaceState(window.history.state, "", to);
  else window.history.pushState({ inner: true }, "", to);
  read();
}

/** Goes back to the page of ours that led here; where none did, to another. */
export function back(instead: string): void {
  const state: unknown = window.history.state;
  if (typeof state === "object" && state !== null && "inner" in state) window.history.back();
  else go(instead, true);
}

/** Where to go after sign-in: `?next=` when it is a path of ours, else the wall. */
export function nextPath(): string {
  const next = new URLSearchParams(window.location.search).get("next") ?? "/";
  return /^\/(?![/\\])/.test(next) && !next.startsWith("/login") ? next : "/";
}
