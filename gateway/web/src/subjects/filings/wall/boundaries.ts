import type { GetBoundariesResponse } from "../../../gen/opscenter/v1/indicators_pb";

/** A place as it is drawn. */
export interface DrawnPlace {
  /** What goes into an SVG path's `d`. */
  readonly path: string;
  /** Where its name stands, and how far from there to the border. */
  readonly x: number;
  readonly y: number;
  readonly room: number;
}

/** A district's places as they lie, by code. */
export interface PlacesMap {
  readonly width: number;
  readonly height: number;
  readonly places: ReadonlyMap<string, DrawnPlace>;
}

/** The map in the server's answer; undefined when none is configured. */
export function mapOf(answer: GetBoundariesResponse): PlacesMap | undefined {
  if (answer.places.length === 0) return undefined;
  return {
    width: answer.width,
    height: answer.height,
    places: new Map(answer.places.map((place) => [place.code, {
      // The first point as it is, the next ones from the one before: just what a relative path is made of.
      path: place.rings.map(({ points: [x, y, ...rest] }) => `M${x} ${y}l${rest.join(" ")}z`).join(""),
      x: place.labelX, y: place.labelY, room: place.labelRoom,
    }])),
  };
}
