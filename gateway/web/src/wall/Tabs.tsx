import { Link } from "../shell/Link";
import type { Ways } from "./Header";
import { pathOf, tabName } from "./walls";

/** From one wall to the other; what the address asks for (turns) goes along. Nothing, when there is no other. */
export function Tabs({ ways }: { ways: Ways }) {
  if (ways.tabs.length < 2) return null;
  return (
    <nav class="wall-tabs" aria-label="大屏主题" title={ways.turn === undefined ? undefined : `每 ${ways.turn} 秒轮换`}>
      {ways.tabs.map((wall) => (
        <Link key={pathOf(wall)} to={pathOf(wall) + window.location.search} aria-current={wall.kind === ways.shown.kind ? "page" : undefined}>{tabName(wall)}</Link>
      ))}
    </nav>
  );
}
