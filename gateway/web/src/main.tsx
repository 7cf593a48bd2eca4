import { render } from "preact";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { sentenceOf } from "./rpc";
import { keepTime } from "./shell/districtClock";
import { Glossary } from "./shell/Glossary";
import { firstPart } from "./shell/pattern";
import { homeOf, pageAt, RegistryContext, useRegistry } from "./shell/registry";
import { go, path } from "./shell/router";
import { askSession, hasRole, session, sessionEnded, signIn, takeHandedCode } from "./shell/session";
import { SignIn, type HandedCode } from "./signin/SignIn";
import { land } from "./start/landing";
import { registry } from "./subjects";
import { WallPage } from "./wall/WallPage";
import "./shell/shell.css";

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

/** The page at an address; the bare one shows the page where somebody begins, and what no page stands for is a wall. */
function Page({ at }: { at: string }) {
  const registry = useRegistry();
  const found = pageAt(registry, firstPart(at) === "" ? homeOf(registry, hasRole) : at);
  return found ? <found.View key={found.key} {...found.values} /> : <WallPage at={at} />;
}

const root = document.getElementById("app");
if (root) render(<RegistryContext.Provider value={registry}><App /></RegistryContext.Provider>, root);
