import { signal } from "@preact/signals";

export { decoded, parts, pathTo } from "./paths";

/** The path that the page shows, e.g. "/wall/440203/H1". */
export const path = signal(window.location.pathname);

window.addEventListener("popstate", () => (path.value = window.location.pathname));

/** Goes to a page of ours; `replace` leaves no step to come back to. */
export function go(to: string, replace = false): void {
  if (replace) window.history.replaceState(null, "", to);
  else window.history.pushState(null, "", to);
  path.value = window.location.pathname;
}

/** Where to go after sign-in: `?next=` when it is a path of ours, else the wall. */
export function nextPath(): string {
  const next = new URLSearchParams(window.location.search).get("next") ?? "/";
  return /^\/(?![/\\])/.test(next) && !next.startsWith("/login") ? next : "/";
}
