import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { OrderSchema } from "../../../../gen/opscenter/v1/hotline_pb";
import { actingFor } from "./acting";

const order = create(OrderSchema, {
  summary: { department: "ZJJ" },
  assists: [{ department: "CGJ", answer: "已查" }, { department: "GAJ" }],
});

test("who has several departments acts for the one that the order lies with", () => {
  expect(actingFor("claim", order, ["CGJ", "ZJJ"])).toBe("ZJJ");
  expect(actingFor("answer_assist", order, ["CGJ", "GAJ"])).toBe("GAJ");
  expect(actingFor("contact", order, ["GAJ"])).toBe("GAJ");
});

test("one's only department is named even where it is not its turn, so that the server can say whose it is", () => {
  expect(actingFor("claim", order, ["JYJ"])).toBe("JYJ");
});

test("the centre acts for no department", () => {
  expect(actingFor("dispatch", order, ["ZJJ"])).toBe("");
  expect(actingFor("answer", order, [])).toBe("");
});
