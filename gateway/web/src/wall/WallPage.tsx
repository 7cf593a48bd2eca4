import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Code, ConnectError } from "@connectrpc/connect";
import { useFeed } from "../live/useFeed";
import { halls, isSignedOut, sentenceOf } from "../rpc";
import { Link } from "../shell/Link";
import { go, pathTo } from "../shell/router";
import { session, sessionEnded } from "../shell/session";
import { WallShell } from "../shell/Shell";
import { foldHall } from "./hall/hall";
import type { HallChoice } from "./Header";
import { HallView } from "./hall/HallView";

const lastHallKey = "opscenter.wall.hall";

/** The wall of the hall in the path; without one, of the hall shown last, or of the first that the account may see. */
export function WallPage({ district, hall }: { district?: string | undefined; hall?: string | undefined }) {
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
  const last = localStorage.getItem(lastHallKey);
  const shown = district !== undefined && hall !== undefined
    ? { district, hall }
    : known.find((choice) => `${choice.district}/${choice.hall}` === last) ?? known[0];
  const choose = (choice: HallChoice): void => {
    localStorage.setItem(lastHallKey, `${choice.district}/${choice.hall}`);
    go(pathTo("wall", choice.district, choice.hall));
  };
  return (
    <WallShell>
      {shown
        ? <LiveWall key={`${shown.district}/${shown.hall}`} district={shown.district} hall={shown.hall} choices={known} onChoose={choose} />
        : <main class="wall-empty">{failure.value || (choices.value === undefined ? "正在读取大厅…" : <span>还没有可以查看的大厅。<Link to="/halls">到“大厅设置”建立</Link></span>)}</main>}
    </WallShell>
  );
}

function LiveWall({ district, hall, choices, onChoose }: {
  district: string;
  hall: string;
  choices: readonly HallChoice[];
  onChoose: (choice: HallChoice) => void;
}) {
  const feed = useFeed(`${district}/hall/${hall}`, foldHall);
  return <HallView feed={feed} choices={choices} onChoose={onChoose} />;
}

/** The halls at the places of the session's grants. A grant for one hall ("440203/hall/H1") names it itself. */
async function visibleHalls(): Promise<HallChoice[]> {
  const found = new Map<string, HallChoice>();
  const districts = new Set<string>();
  for (const { place } of session.value?.grants ?? []) {
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
