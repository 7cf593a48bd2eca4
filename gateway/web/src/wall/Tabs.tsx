import { Link } from "../shell/Link";
import { pathOf, type Ways } from "./walls";

/** From one wall to the other; what the address asks for (turns) goes along. Nothing, when there is no other. */
export function Tabs({ ways }: { ways: Ways }) {
  if (ways.tabs.length < 2) return null;
  return (
    <nav class="wall-tabs" aria-label="大屏主题" title={ways.turn === undefined ? undefined : `每 ${ways.turn} 秒轮换`}>
      {ways.tabs.map((wall) => {
        const to = pathOf(wall);
        const here = wall.kind.key === ways.shown.kind.key;
        return <Link key={to} to={to + window.location.search} aria-current={here ? "page" : undefined}>{wall.kind.tab}</Link>;
      })}
    </nav>
  );
}
