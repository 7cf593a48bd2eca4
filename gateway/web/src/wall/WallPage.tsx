import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { Feed } from "../live/feed";
import { FeedPool } from "../live/FeedPool";
import { openFeed } from "../live/openFeed";
import { isSignedOut, sentenceOf } from "../rpc";
import { useRegistry } from "../shell/registry";
import { go } from "../shell/router";
import { session, sessionEnded } from "../shell/session";
import { WallShell } from "../shell/Shell";
import { NextStep } from "../start/NextStep";
import { useTurn } from "./useTurn";
import { coversDistrict, firstWall, pathOf, tabsOf, themeOf, turnSeconds, wallAt } from "./walls";
import type { Known, LastOf, Titled, Wall, WallChoice, WallKind, Ways } from "./walls";

/** The wall that the path names; when it names none, the one chosen last, or the first that the account may see. */
export function WallPage({ at }: { at: string }) {
  const { walls: kinds } = useRegistry();
  const choices = useSignal<Known | undefined>(undefined);
  const failure = useSignal("");
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const load = (): void => {
      knownOf(kinds).then((found) => {
        if (gone) return;
        choices.value = found;
        failure.value = "";
      }, (error: unknown) => {
        if (gone) return;
        if (isSignedOut(error)) return sessionEnded();
        // A wall has nobody to press a button: it tries again.
        failure.value = sentenceOf(error);
        timer = setTimeout(load, 5_000);
      });
    };
    load();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, []);

  const known: Known = choices.value ?? new Map();
  const shown = wallAt(kinds, at) ?? firstWall(kinds, known, lastOf);
  const chosen = kinds.find((kind) => kind.choices !== undefined);
  return (
    <WallShell>
      {shown
        ? <LiveWall kinds={kinds} shown={shown} known={known} />
        : <main class="wall-empty">{failure.value || <Nothing of={chosen} reading={choices.value === undefined} />}</main>}
    </WallShell>
  );
}

/** There is no wall to show, or it is not known yet. */
function Nothing({ of: kind, reading }: { of: WallKind | undefined; reading: boolean }) {
  if (kind?.choices === undefined) return <>没有可以查看的大屏。</>;
  return reading ? <>{kind.choices.reading}</> : <div><p>{kind.choices.none}</p><NextStep step={kind.step} /></div>;
}

/** A wall with its live numbers, and the ways from it to the others. */
function LiveWall({ kinds, shown, known }: { kinds: readonly WallKind[]; shown: Wall; known: Known }) {
  const { kind } = shown;
  const theme = themeOf(shown);
  const turn = turnSeconds(window.location.search);
  const tabs = tabsOf(kinds, shown, known, lastOf, coversDistrict(grantedPlaces(), shown.district));
  const feeds = useMemo(() => new FeedPool(), []);
  useEffect(() => feeds.keep(turn === undefined ? [theme] : tabs.map(themeOf)), [theme, turn]);
  useEffect(() => () => feeds.keep([]), []);
  const feed = (): Feed<Titled> => feeds.of(theme, () => openFeed(theme, kind.fold, kind.missing));
  const isEmpty = (): boolean => feed().standing.peek().theme === undefined;
  useTurn(tabs.length > 1 ? turn : undefined, theme, isEmpty, () => {
    const next = tabs[(tabs.findIndex((wall) => themeOf(wall) === theme) + 1) % tabs.length];
    if (next) go(pathOf(next) + window.location.search, true);
  });
  const ways: Ways = {
    shown, tabs, turn, choices: known.get(kind.key) ?? [],
    onChoose: ({ district, code }) => {
      localStorage.setItem(lastKey(kind), `${district}/${code}`);
      go(pathOf({ kind, district, code }) + window.location.search);
    },
  };
  return <kind.View key={theme} feed={feed()} ways={ways} />;
}

/** Where the screen keeps which one of a kind it showed last, as "440203/H1". */
const lastKey = (kind: WallKind): string => `opscenter.wall.${kind.key}`;

const lastOf: LastOf = (kind) => localStorage.getItem(lastKey(kind)) ?? undefined;

const grantedPlaces = (): string[] => session.value?.grants.map((grant) => grant.place) ?? [];

/** What the account can choose from. It fails when nothing was found because something could not be asked. */
async function knownOf(kinds: readonly WallKind[]): Promise<Known> {
  const known = new Map<string, readonly WallChoice[]>();
  let failure: unknown;
  for (const { key, choices } of kinds) {
    if (choices === undefined) continue;
    try {
      known.set(key, await choices.list(grantedPlaces()));
    } catch (error) {
      if (isSignedOut(error)) throw error;
      failure = error;
    }
  }
  if (known.size === 0 && failure !== undefined) throw failure;
  return known;
}
