import { Code, ConnectError } from "@connectrpc/connect";
import { expect, test } from "vitest";
import { outcomeOf, sendWish, RequestIds } from "./send";

const failure = (code: Code) => new ConnectError("因为", code);
const noPause = () => Promise.resolve();

/** A server that answers one after the other. */
function server(...answers: (Code | "ok")[]) {
  let sent = 0;
  const send = () => {
    const next = answers[sent++] ?? "ok";
    return next === "ok" ? Promise.resolve(sent) : Promise.reject(failure(next));
  };
  return { send, sent: () => sent };
}

test("a request that found no server is sent again", async () => {
  const one = server(Code.Unavailable, Code.Unknown, "ok");
  expect(await sendWish(one.send, noPause)).toEqual({ kind: "done", answer: 3 });
});

test("there is an end to it, and then nobody knows", async () => {
  const one = server(Code.Unavailable, Code.Unavailable, Code.Unavailable, "ok");
  expect((await sendWish(one.send, noPause)).kind).toBe("unknown");
  expect(one.sent()).toBe(3);
});

test("a refusal is not argued with", async () => {
  for (const code of [
    Code.FailedPrecondition,
    Code.InvalidArgument,
    Code.NotFound,
    Code.PermissionDenied,
    Code.Aborted,
    Code.Unauthenticated,
    Code.Internal,
  ]) {
    const one = server(code);
    await sendWish(one.send, noPause);
    expect([code, one.sent()]).toEqual([code, 1]);
  }
});

test("what a failure says", () => {
  expect(
    [Code.Aborted, Code.FailedPrecondition, Code.ResourceExhausted, Code.Unauthenticated, Code.Internal].map(
      (code) => outcomeOf(failure(code)).kind,
    ),
  ).toEqual(["overtaken", "refused", "refused", "signed-out", "unknown"]);
  expect(outcomeOf(new TypeError("Failed to fetch")).kind).toBe("unknown");
});

test("a request keeps its id until it has ended; other contents are another request", () => {
  let made = 0;
  const ids = new RequestIds(() => `id-${++made}`);
  expect([ids.idOf("claim"), ids.idOf("claim")]).toEqual(["id-1", "id-1"]);
  expect(ids.idOf("refuse")).toBe("id-2");
  ids.ended();
  expect(ids.idOf("refuse")).toBe("id-3");
});
