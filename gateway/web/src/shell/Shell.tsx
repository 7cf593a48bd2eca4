import type { ComponentChildren } from "preact";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { deskRoles } from "../subjects/hotline/roles";
import { filingRoles } from "../subjects/filings/roles";
import { setupRoles } from "../start/steps";
import { Link } from "./Link";
import { path } from "./router";
import { hasRole, session, signOut } from "./session";

interface PageOffer {
  readonly to: string;
  readonly label: string;
  readonly roles: readonly string[];
  /** Who has one of these has another way there. */
  readonly unless?: readonly string[];
  readonly here: (at: string) => boolean;
}

/** The pages of the shell and the roles they are of use to. Desks of later subjects stand beside these. */
const pages: readonly PageOffer[] = [
  { to: "/", label: "大屏", roles: ["screen", "operator", "leader", "analyst"], here: (at: string) => at === "/" || at.startsWith("/wall") },
  { to: "/desk", label: "工单", roles: deskRoles, here: (at: string) => at.startsWith("/desk") },
  { to: "/filings", label: "填报", roles: filingRoles, here: (at: string) => at.startsWith("/filings") },
  { to: "/start", label: "设置", roles: setupRoles, here: (at: string) => /^\/(start|halls|hotline|calendar)\b/.test(at) },
  { to: "/accounts", label: "账号", roles: ["administrator"], here: (at: string) => at.startsWith("/accounts") },
  // Who sets nothing up may still look at the halls.
  { to: "/halls", label: "大厅设置", roles: ["leader", "analyst"], unless: setupRoles, here: (at: string) => at.startsWith("/halls") },
];

const isOffered = (page: (typeof pages)[number]): boolean => hasRole(...page.roles) && !hasRole(...(page.unless ?? []));

/** Where somebody begins: the first page that is of use to them. */
export const homeOf = (): string => pages.find(isOffered)?.to ?? "/";

/** The page that is shown; the bare address shows the one where somebody begins. */
const isHere = (page: (typeof pages)[number], at: string): boolean => (at === "/" ? page.to === homeOf() : page.here(at));

/** The bar with the pages; `over` floats it over what is beneath. */
export function ShellBar({ over, seen = true }: { over?: boolean; seen?: boolean }) {
  return (
    <div class={`shell-bar ${over ? "over" : ""} ${seen ? "seen" : ""}`}>
      <b>OpsCenter</b>
      <nav>
        {pages.filter(isOffered).map((page) => (
          <Link key={page.to} to={page.to} aria-current={isHere(page, path.value) ? "page" : undefined}>{page.label}</Link>
        ))}
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
