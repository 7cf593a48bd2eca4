import type { ComponentChildren } from "preact";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Link } from "./Link";
import { homeOf, isHere, offered, useRegistry } from "./registry";
import { path } from "./router";
import { hasRole, session, signOut } from "./session";

/** The bar with the pages; `over` floats it over what is beneath. */
export function ShellBar({ over, seen = true }: { over?: boolean; seen?: boolean }) {
  const registry = useRegistry();
  const home = homeOf(registry, hasRole);
  return (
    <div class={`shell-bar ${over ? "over" : ""} ${seen ? "seen" : ""}`}>
      <b>OpsCenter</b>
      <nav>
        {offered(registry, hasRole).map((entry) => {
          const here = isHere(registry, entry, path.value, home);
          return <Link key={entry.to} to={entry.to} aria-current={here ? "page" : undefined}>{entry.label}</Link>;
        })}
      </nav>
      <span class="shell-who">{session.value?.displayName || session.value?.name}</span>
      <button type="button" class="button plain" onClick={() => void signOut()}>退出</button>
    </div>
  );
}

/** A page for somebody at a desk; `wide`: it fills the window and scrolls in its parts. */
export function Shell({ children, wide }: { children: ComponentChildren; wide?: boolean }) {
  return (
    <div class={wide ? "shell wide" : "shell"}>
      <ShellBar />
      <main class="shell-main">{children}</main>
    </div>
  );
}

/** A page for a wall: the bar shows itself only while the mouse moves. */
export function WallShell({ children }: { children: ComponentChildren }) {
  const seen = useSignal(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hide = (): void => {
      seen.value = false;
      document.documentElement.classList.add("no-mouse");
    };
    const moved = (e: MouseEvent): void => {
      document.documentElement.classList.remove("no-mouse");
      // Only near the upper edge, or the bar would hide what the mouse points at.
      if (e.clientY < window.innerHeight * 0.12) seen.value = true;
      clearTimeout(timer);
      timer = setTimeout(hide, 3_000);
    };
    document.addEventListener("mousemove", moved);
    return () => {
      document.removeEventListener("mousemove", moved);
      clearTimeout(timer);
      document.documentElement.classList.remove("no-mouse");
    };
  }, []);
  return (
    <>
      {children}
      <ShellBar over seen={seen.value} />
    </>
  );
}
