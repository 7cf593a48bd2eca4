import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { OrderSchema, StoryLineSchema, type Order, type StoryLine } from "../../../../gen/opscenter/v1/hotline_pb";
import { OpenOrder } from "./openOrder";

/** A server whose order has gone so far. */
class Server {
  version = 1n;
  failure: unknown;
  readonly order = (): Promise<Order> =>
    this.failure ? Promise.reject(this.failure) : Promise.resolve(create(OrderSchema, { version: this.version }));
  readonly story = (): Promise<StoryLine[]> =>
    Promise.resolve(
      Array.from({ length: Number(this.version) }, (_, i) => create(StoryLineSchema, { version: BigInt(i + 1), text: `第${i + 1}步` })),
    );
  readonly isMissing = (error: unknown): boolean => error === "missing";
}

async function opened(): Promise<{ server: Server; open: OpenOrder }> {
  const server = new Server();
  const open = new OpenOrder(server);
  await open.refresh();
  return { server, open };
}

test("what others do while it is open is news; what was there before is not", async () => {
  const { server, open } = await opened();
  expect(open.news.value).toEqual([]);
  server.version = 3n;
  await open.refresh();
  expect(open.news.value.map((line) => line.text)).toEqual(["第2步", "第3步"]);
  open.seen();
  await open.refresh();
  expect(open.news.value).toEqual([]);
});

test("one's own deed is no news", async () => {
  const { server, open } = await opened();
  server.version = 2n;
  open.took(create(OrderSchema, { version: 2n }));
  await open.refresh();
  expect(open.order.value?.version).toBe(2n);
  expect(open.story.value).toHaveLength(2);
  expect(open.news.value).toEqual([]);
});

test("an answer that comes late does not bring the past back", async () => {
  const { server, open } = await opened();
  open.took(create(OrderSchema, { version: 5n }));
  server.version = 4n;
  await open.refresh();
  expect(open.order.value?.version).toBe(5n);
});

test("a failure keeps what is shown; there may be no such order", async () => {
  const { server, open } = await opened();
  server.failure = "away";
  await open.refresh();
  expect([open.state.value.kind, open.order.value?.version]).toEqual(["failed", 1n]);
  server.failure = "missing";
  await open.refresh();
  expect(open.state.value.kind).toBe("missing");
  server.failure = undefined;
  await open.refresh();
  expect(open.state.value.kind).toBe("ready");
});

test("changes during a reading are read afterwards, once", async () => {
  const server = new Server();
  let readings = 0;
  const open = new OpenOrder({
    ...server,
    order: () => {
      readings++;
      return server.order();
    },
    story: server.story,
    isMissing: server.isMissing,
  });
  await Promise.all([open.refresh(), open.refresh(), open.refresh()]);
  expect(readings).toBe(2);
});
