import type { WallTown } from "../../../gen/opscenter/v1/filings_pb";
import { rateText } from "../../../shell/shares";
import { progressShare, standingOf } from "../words/rates";
import { Overview } from "./Overview";
import type { PlacesMap } from "./boundaries";

/** The district's towns as they lie: colour says how the open rounds stand. */
export function BoundaryMap({ map, towns }: { map: PlacesMap; towns: readonly WallTown[] }) {
  // A name is as large as its place has room for, within what is legible and what is seemly.
  const [least, most] = [map.height * 0.03, map.height * 0.058];
  return (
    <div class="boundary-map">
      <svg viewBox={`${-map.width * 0.01} ${-map.height * 0.01} ${map.width * 1.02} ${map.height * 1.02}`} role="img" aria-label="镇街地图">
        {towns.map((town) => (
          <path key={town.code} class={`s-${standingOf(town.progress)}`} d={map.places.get(town.code)?.path ?? ""} fill-rule="evenodd" />
        ))}
        {towns.map((town) => {
          const place = map.places.get(town.code);
          if (!place) return null;
          const size = Math.min(most, Math.max(least, place.room * 0.42));
          const share = progressShare(town.progress);
          const standing = standingOf(town.progress);
          const word =
            standing === "late"
              ? `逾期 ${town.progress?.late}`
              : standing === "returned"
                ? `退回 ${town.progress?.returned}`
                : standing === "done"
                  ? "已报齐"
                  : "";
          return (
            <text
              key={town.code}
              x={place.x}
              y={place.y}
              font-size={size}
              class={`s-${standing}`}
              data-metric={`towns.${town.code}`}
              data-value={standing}
            >
              <tspan x={place.x} dy="-.35em" class="place-name">
                {town.name}
              </tspan>
              <tspan x={place.x} dy="1.25em" font-size={size * 0.86}>
                {share === undefined ? "—" : `${rateText(share)}%`}
                {word && <tspan class="place-word"> {word}</tspan>}
              </tspan>
            </text>
          );
        })}
      </svg>
      <Overview towns={towns} columns={1} />
    </div>
  );
}
