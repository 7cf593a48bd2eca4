import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { indicators } from "../rpc";
import { mapOf, type PlacesMap } from "./boundaries";

const again = 30_000;

/** The map of a district, when there is one; a server that is away is asked again. */
export function useBoundaries(district: string): PlacesMap | undefined {
  const map = useSignal<PlacesMap | undefined>(undefined);
  useEffect(() => {
    if (district === "") return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const ask = (): void => {
      indicators.getBoundaries({ district }).then(
        (answer) => { if (!gone) map.value = mapOf(answer); },
        () => { if (!gone) timer = setTimeout(ask, again); },
      );
    };
    ask();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [district]);
  return map.value;
}
