import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { Code, ConnectError } from "@connectrpc/connect";
import { FeedPool } from "../live/FeedPool";
import { openFeed } from "../live/openFeed";
import { isSignedOut, sentenceOf } from "../rpc";
import { halls } from "../subjects/hall/rpc";
import { go } from "../shell/router";
import { session, sessionEnded } from "../shell/session";
import { WallShell } from "../shell/Shell";
import { NextStep } from "../start/NextStep";
import { foldHall, type HallFeed } from "../subjects/hall/wall/hall";
import { HallView } from "../subjects/hall/wall/HallView";
import type { Ways } from "./Header";
import { foldHotline, type HotlineFeed } from "../subjects/hotline/wall/hotline";
import { HotlineView } from "../subjects/hotline/wall/HotlineView";
import { foldFilings, type FilingsFeed } from "../subjects/filings/wall/filings";
import { IndicatorsView } from "../subjects/filings/wall/IndicatorsView";
import { useTurn } from "./useTurn";
import { coversDistrict, pathOf, tabsOf, themeOf, turnSeconds, wallAt, type HallChoice, type Wall } from "./walls";

const lastHallKey = "opscenter.wall.hall";
const noIndicators = "还没有发布指标和区划，发布并下发以后这里会自己显示。";
const noHotline = "12345 热线还没有配置（承办单位、时限），配置好以后这里会自己显示。";

/** The wall that the path names; when it names none, that of the hall shown last, or of the first that the account may see. */
export function WallPage({ at }: { at: string }) {
  const choices = useSignal<readonly HallChoice[] | undefined>(undefined);
  const failure = useSignal("");
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const load = (): void => {
      visibleHalls().then((found) => {
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

  const known = choices.value ?? [];
  const shown = wallAt(at) ?? firstWall(known);
  return (
    <WallShell>
      {shown
        ? <LiveWall shown={shown} known={known} />
        : <main class="wall-empty">{failure.value || (choices.value === undefined ? "正在读取大厅…" : <div><p>还没有可以查看的大厅。</p><NextStep step="hall" /></div>)}</main>}
    </WallShell>
  );
}

/** A wall with its live numbers, and the ways from it to the others. */
function LiveWall({ shown, known }: { shown: Wall; known: readonly HallChoice[] }) {
  const theme = themeOf(shown);
  const turn = turnSeconds(window.location.search);
  const tabs = tabsOf(shown, known, localStorage.getItem(lastHallKey)?.split("/")[1], coversDistrict(grantedPlaces(), shown.district));
  const feeds = useMemo(() => new FeedPool(), []);
  useEffect(() => feeds.keep(turn === undefined ? [theme] : tabs.map(themeOf)), [theme, turn]);
  useEffect(() => () => feeds.keep([]), []);
  const hall = (): HallFeed => feeds.of(theme, () => openFeed(theme, foldHall));
  const hotline = (): HotlineFeed => feeds.of(theme, () => openFeed(theme, foldHotline, noHotline));
  const indicators = (): FilingsFeed => feeds.of(theme, () => openFeed(theme, foldFilings, noIndicators));
  const feed = { hall, hotline, indicators }[shown.kind];
  const isEmpty = (): boolean => feed().standing.peek().theme === undefined;
  useTurn(tabs.length > 1 ? turn : undefined, theme, isEmpty, () => {
    const next = tabs[(tabs.findIndex((wall) => themeOf(wall) === theme) + 1) % tabs.length];
    if (next) go(pathOf(next) + window.location.search, true);
  });
  const ways: Ways = {
    shown, tabs, turn, halls: known,
    onChoose: ({ district, hall }) => {
      localStorage.setItem(lastHallKey, `${district}/${hall}`);
      go(pathOf({ kind: "hall", district, hall }) + window.location.search);
    },
  };
  switch (shown.kind) {
    case "hall": return <HallView key={theme} feed={hall()} ways={ways} />;
    case "hotline": return <HotlineView key={theme} feed={hotline()} ways={ways} />;
    case "indicators": return <IndicatorsView key={theme} feed={indicators()} ways={ways} />;
  }
}

function firstWall(known: readonly HallChoice[]): Wall | undefined {
  const last = localStorage.getItem(lastHallKey);
  const choice = known.find(({ district, hall }) => `${district}/${hall}` === last) ?? known[0];
  return choice && { kind: "hall", district: choice.district, hall: choice.hall };
}

const grantedPlaces = (): string[] => session.value?.grants.map((grant) => grant.place) ?? [];

/** The halls at the places of the session's grants. A grant for one hall ("440203/hall/H1") names it itself. */
async function visibleHalls(): Promise<HallChoice[]> {
  const found = new Map<string, HallChoice>();
  const districts = new Set<string>();
  for (const place of grantedPlaces()) {
    const [district = "", ...rest] = place.split("/");
    const hall = rest.at(-1);
    if (hall) found.set(`${district}/${hall}`, { district, hall, name: hall });
    else districts.add(district);
  }
  let failure: unknown;
  for (const district of districts) {
    try {
      for (const row of (await halls.listHalls({ district })).halls) found.set(`${row.district}/${row.hall}`, row);
    } catch (error) {
      if (isSignedOut(error)) throw error;
      failure = error;
    }
  }
  if (found.size > 0 || failure === undefined) return [...found.values()];
  // A screen's account may be allowed to watch and not to list: then the address has to name the hall.
  if (failure instanceof ConnectError && failure.code === Code.PermissionDenied)
    throw new ConnectError("这个账号不能列出大厅，请在地址中写明大厅，例如 /wall/440203/H1", Code.PermissionDenied);
  throw failure;
}
