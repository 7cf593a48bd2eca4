import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { OrderSchema, OrderStage, StoryLineSchema } from "../../../../gen/opscenter/v1/hotline_pb";
import { stillMeant } from "./stillMeant";

const order = (version: bigint, more: { stage?: OrderStage; department?: string; actions?: string[] } = {}) =>
  create(OrderSchema, {
    version,
    actions: more.actions ?? ["claim"],
    summary: { stage: more.stage ?? OrderStage.AWAITING_CLAIM, department: more.department ?? "ZJJ" },
  });
const line = (version: bigint, kind: string, actor: string) => create(StoryLineSchema, { version, kind: `hotline.${kind}`, actor });
const seen = order(5n);

test("what the product has noted meanwhile changes no request", () => {
  expect(
    stillMeant("claim", seen, order(7n), [
      line(5n, "order-dispatched", "heli"),
      line(6n, "precedent-recorded", "hotline.order"),
      line(7n, "order-urged", "hotline.watch"),
    ]),
  ).toBe(true);
});

test("what somebody has done meanwhile is to be looked at first", () => {
  expect(stillMeant("claim", seen, order(6n), [line(6n, "order-flagged", "heli")])).toBe(false);
});

test("an order that has gone on, or may not be moved so any more, is to be looked at first", () => {
  expect(stillMeant("claim", seen, order(6n, { stage: OrderStage.IN_PROGRESS }), [])).toBe(false);
  expect(stillMeant("claim", seen, order(6n, { department: "CGJ" }), [])).toBe(false);
  expect(stillMeant("claim", seen, order(6n, { actions: [] }), [])).toBe(false);
});
