import { render } from "preact";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { HallPage } from "./subjects/hall/settings/HallPage";
import { HallsPage } from "./subjects/hall/settings/HallsPage";
import { sentenceOf } from "./rpc";
import { keepTime } from "./shell/districtClock";
import { Glossary } from "./shell/Glossary";
import { later } from "./shell/Later";
import { go, parts, path } from "./shell/router";
import { askSession, session, sessionEnded, signIn, takeHandedCode } from "./shell/session";
import { homeOf } from "./shell/Shell";
import { SignIn, type HandedCode } from "./signin/SignIn";
import { land } from "./start/landing";
import { WallPage } from "./wall/WallPage";
import "./shell/shell.css";

// Who stands before a wall needs nothing of the desks.
const DeskPage = later(async () => (await import("./subjects/hotline/desk/DeskPage")).DeskPage);

const StartPage = later(async () => (await import("./start/StartPage")).StartPage);

const HotlineSettingsPage = later(async () => (await import("./subjects/hotline/settings/HotlineSettingsPage")).HotlineSettingsPage);

const CalendarPage = later(async () => (await import("./subjects/calendar/CalendarPage")).CalendarPage);

const FilingsPage = later(async () => (await import("./subjects/filings/FilingsPage")).FilingsPage);

const AccountsPage = later(async () => (await import("./subjects/accounts/AccountsPage")).AccountsPage);

const handed = takeHandedCode();

function App() {
  const failure = useSignal("");
  const refused = useSignal<{ code: HandedCode; error: unknown } | undefined>(undefined);
  const isIn = session.value != null;
  useEffect(() => {
    if (isIn) void keepTime();
  }, [isIn]);
  // Where somebody begins is known only when the server has said what is missing: until then nothing flashes by.
  const arriving = useSignal(session.value === undefined && (path.value === "/" || path.value === "/login"));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const arrive = async (): Promise<void> => {
      try {
        if (session.value && (path.value === "/" || path.value === "/login")) await land();
      } finally {
        arriving.value = false;
      }
    };
    const begin = async (): Promise<void> => {
      try {
        if (handed && !refused.value) {
          try {
            await signIn(handed.name, handed.code);
            await arrive();
            return;
          } catch (error) {
            refused.value = { code: handed, error };
            session.value = null;
            arriving.value = false;
            go("/login", true);
            return;
          }
        }
        await askSession();
        failure.value = "";
        if (session.value === null && path.value !== "/login") sessionEnded();
        await arrive();
      } catch (error) {
        // The server is away: a wall that was just switched on waits for it.
        failure.value = sentenceOf(error);
        timer = setTimeout(() => void begin(), 3_000);
      }
    };
    void begin();
    return () => clearTimeout(timer);
  }, []);

  if (session.value === undefined || arriving.value) return <main class="wall-empty">{failure.value || "…"}</main>;
  if (session.value === null || path.value === "/login") return <SignIn handed={refused.value?.code} failure={refused.value?.error} />;
  return <><Page at={path.value} /><Glossary /></>;
}

function Page({ at }: { at: string }) {
  const [first, district, hall] = parts(at);
  if (first === "desk" || (first === undefined && homeOf() === "/desk")) return <DeskPage />;
  if (first === "filings" || (first === undefined && homeOf() === "/filings")) return <FilingsPage />;
  if (first === "accounts" || (first === undefined && homeOf() === "/accounts")) return <AccountsPage />;
  if (first === "start" || (first === undefined && homeOf() === "/start")) return <StartPage />;
  if (first === "hotline" && district !== undefined) return <HotlineSettingsPage key={district} district={district} />;
  if (first === "calendar" && district !== undefined) return <CalendarPage key={district} district={district} />;
  if (first === "halls") {
    return district !== undefined && hall !== undefined ? <HallPage key={at} district={district} hall={hall} /> : <HallsPage />;
  }
  return <WallPage at={at} />;
}

const root = document.getElementById("app");
if (root) render(<App />, root);
