import { render } from "preact";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { HallPage } from "./halls/HallPage";
import { HallsPage } from "./halls/HallsPage";
import { sentenceOf } from "./rpc";
import { keepTime } from "./shell/districtClock";
import { Glossary } from "./shell/Glossary";
import { later } from "./shell/Later";
import { go, nextPath, parts, path } from "./shell/router";
import { askSession, session, sessionEnded, signIn, takeHandedCode } from "./shell/session";
import { homeOf } from "./shell/Shell";
import { SignIn, type HandedCode } from "./signin/SignIn";
import { WallPage } from "./wall/WallPage";
import "./shell/shell.css";

// Who stands before a wall needs nothing of the desks.
const DeskPage = later(async () => (await import("./desk/DeskPage")).DeskPage);

const FilingsPage = later(async () => (await import("./filing/FilingsPage")).FilingsPage);

const AccountsPage = later(async () => (await import("./accounts/AccountsPage")).AccountsPage);

const handed = takeHandedCode();

function App() {
  const failure = useSignal("");
  const refused = useSignal<{ code: HandedCode; error: unknown } | undefined>(undefined);
  const isIn = session.value != null;
  useEffect(() => {
    if (isIn) void keepTime();
  }, [isIn]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const begin = async (): Promise<void> => {
      try {
        if (handed && !refused.value) {
          try {
            await signIn(handed.name, handed.code);
            if (path.value === "/login") go(nextPath(), true);
            return;
          } catch (error) {
            refused.value = { code: handed, error };
            session.value = null;
            go("/login", true);
            return;
          }
        }
        await askSession();
        failure.value = "";
        if (session.value === null && path.value !== "/login") sessionEnded();
        if (session.value && path.value === "/login") go(nextPath(), true);
      } catch (error) {
        // The server is away: a wall that was just switched on waits for it.
        failure.value = sentenceOf(error);
        timer = setTimeout(() => void begin(), 3_000);
      }
    };
    void begin();
    return () => clearTimeout(timer);
  }, []);

  if (session.value === undefined) return <main class="wall-empty">{failure.value || "…"}</main>;
  if (session.value === null || path.value === "/login") return <SignIn handed={refused.value?.code} failure={refused.value?.error} />;
  return <><Page at={path.value} /><Glossary /></>;
}

function Page({ at }: { at: string }) {
  const [first, district, hall] = parts(at);
  if (first === "desk" || (first === undefined && homeOf() === "/desk")) return <DeskPage />;
  if (first === "filings" || (first === undefined && homeOf() === "/filings")) return <FilingsPage />;
  if (first === "accounts" || (first === undefined && homeOf() === "/accounts")) return <AccountsPage />;
  if (first === "halls") {
    return district !== undefined && hall !== undefined ? <HallPage key={at} district={district} hall={hall} /> : <HallsPage />;
  }
  return <WallPage at={at} />;
}

const root = document.getElementById("app");
if (root) render(<App />, root);
