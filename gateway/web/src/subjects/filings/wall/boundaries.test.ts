import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { GetBoundariesResponseSchema } from "../../../gen/opscenter/v1/indicators_pb";
import { mapOf } from "./boundaries";

test("a place is drawn from its first point by the differences that follow, hole by hole", () => {
  const map = mapOf(
    create(GetBoundariesResponseSchema, {
      width: 100,
      height: 80,
      places: [
        {
          code: "440203001",
          rings: [{ points: [10, 20, 30, 0, 0, 30] }, { points: [15, 25, 5, 0, 0, 5] }],
          labelX: 30,
          labelY: 30,
          labelRoom: 9,
        },
      ],
    }),
  );
  expect(map?.places.get("440203001")).toEqual({ path: "M10 20l30 0 0 30zM15 25l5 0 0 5z", x: 30, y: 30, room: 9 });
});

test("no configured map is none", () => expect(mapOf(create(GetBoundariesResponseSchema, {}))).toBeUndefined());
