import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { ActOnOrderRequestSchema, OrderFlag, OrderSchema, OrderSummarySchema, type Order } from "../../../../gen/opscenter/v1/hotline_pb";
import { actionOf, actions, actionsOf, beginDraft, requestFor, type ActionName } from "./actions";
import { faultsOf } from "./check";
import { asked, emptyDraft, type ActContext, type Draft } from "./draft";
import { RequestIds } from "./send";

const now = Date.UTC(2026, 10, 24, 2);
const orderWith = (more: { summary?: MessageInitShape<typeof OrderSummarySchema>; answer?: string } = {}): Order =>
  create(OrderSchema, { version: 7n, summary: { number: "GD1", topic: "城乡建设/物业", department: "ZJJ" }, ...more });
const names: Readonly<Record<string, string>> = { ZJJ: "区住建局", CGJ: "区城管局" };
const contextOf = (order: Order = orderWith(), acting = ""): ActContext => ({ order, acting, nameOf: (code) => names[code] ?? code, now });
const ids = (): RequestIds => new RequestIds(() => "request-1");
const draft = (more: Partial<Draft> = {}): Draft => ({ ...emptyDraft, ...more });
const faults = (name: ActionName, more: Partial<Draft>, context = contextOf()) => faultsOf(actionOf(name).asks, draft(more), context);

test("every action of the contract has a form, and no other", () => {
  const contract = ActOnOrderRequestSchema.oneofs.find((one) => one.name === "action")?.fields.map((field) => field.name) ?? [];
  expect(actions.map((action) => action.name).sort()).toEqual([...contract].sort());
});

test("a form says in the contract's words what it is for", () => {
  for (const action of actions) {
    const body = action.body(draft({ workingDays: "1" }), contextOf());
    expect(body.case).toBe(action.name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
  }
});

// Which actions the stages allow, see OrderMoves of the server; whoever asks.
const together: Record<string, ActionName[]> = {
  acceptance: ["accept", "decline", "merge", "flag", "urge", "supervise"],
  dispatch: ["dispatch", "open_adjudication", "merge", "flag", "urge", "supervise"],
  claim: ["claim", "refuse", "add_assist", "merge", "flag", "urge", "supervise", "answer_assist"],
  refusal: ["judge_refusal", "open_adjudication", "merge", "flag", "urge", "supervise", "answer_assist"],
  adjudication: ["rule", "merge", "flag", "urge", "supervise", "answer_assist"],
  work: ["contact", "answer", "answer_assist", "refuse", "add_assist", "hold", "ask_delay", "merge", "flag", "urge", "supervise"],
  delay: ["contact", "answer", "answer_assist", "refuse", "add_assist", "hold", "judge_delay", "merge", "flag", "urge", "supervise"],
  held: ["resume", "contact", "answer", "answer_assist", "flag", "urge", "supervise"],
  review: ["review", "answer_assist", "flag", "urge", "supervise"],
  callback: ["callback", "flag", "urge", "supervise"],
  closed: ["archive", "flag"],
};

test("no two actions that may be allowed together share a letter, and none takes one of the page", () => {
  for (const [stage, names] of Object.entries(together)) {
    const letters = names.map((name) => actionOf(name).key);
    expect([stage, new Set(letters).size]).toEqual([stage, names.length]);
    expect(letters.filter((letter) => ["j", "k", "v"].includes(letter))).toEqual([]);
  }
});

test("what moves an order on comes first, whatever order the server names it in", () => {
  const names = actionsOf({ actions: ["flag", "refuse", "something_new", "claim"] }).map((action) => action.name);
  expect(names).toEqual(["claim", "refuse", "flag"]);
});

test("a refusal must cite a clause, propose another department and give a reason", () => {
  expect(Object.keys(faults("refuse", {})).sort()).toEqual(["clause", "proposed", "reason"]);
  expect(faults("refuse", { clause: "2.3", proposed: "ZJJ", reason: "不是" }, contextOf(orderWith(), "ZJJ"))).toEqual({
    proposed: "须建议另一个单位。",
  });
  expect(faults("refuse", { clause: "2.3", proposed: "CGJ", reason: "   " }).reason).toContain("请填写");
  expect(faults("refuse", { clause: "2.3", proposed: "CGJ", reason: "属于城管" })).toEqual({});
});

test("who leads cannot assist", () => {
  expect(faults("dispatch", { lead: "ZJJ", assisting: ["CGJ", "ZJJ"] }).assisting).toBe("区住建局是主办单位，不能同时协办。");
  expect(faults("dispatch", { lead: "ZJJ", assisting: ["CGJ"] })).toEqual({});
});

test("a reason is needed only where something is turned down", () => {
  expect(faults("review", { approve: true })).toEqual({});
  expect(Object.keys(faults("review", { approve: false }))).toEqual(["reason"]);
  expect(faults("judge_delay", { grant: true })).toEqual({});
  expect(Object.keys(faults("judge_delay", { grant: false }))).toEqual(["reason"]);
  expect(Object.keys(faults("judge_refusal", { uphold: true }))).toEqual(["reason"]);
});

test("an approval without the answer of an assisting department needs an explicit word", () => {
  const order = create(OrderSchema, {
    summary: { number: "GD1" },
    assists: [{ department: "CGJ", departmentName: "区城管局", deadline: { rule: "3wd" } }, { department: "ZJJ", answer: "已办" }],
  });
  const owed = contextOf(order);
  const fields = (context: ActContext, approve: boolean) =>
    asked(actionOf("review").asks, draft({ approve }), context).map((ask) => ask.field);
  expect(fields(owed, true)).toEqual(["approve", "closeAssists"]);
  expect(fields(owed, false)).toEqual(["approve", "reason"]);
  expect(fields(contextOf(), true)).toEqual(["approve"]);
  const closes = (context: ActContext, more: Partial<Draft>) => {
    const body = requestFor(actionOf("review"), draft(more), context, "440203", ids()).action;
    return body.case === "review" && body.value.closeAssists;
  };
  expect(closes(owed, { approve: true, closeAssists: true })).toBe(true);
  expect(closes(owed, { approve: true })).toBe(false);
  expect(closes(owed, { approve: false, closeAssists: true, reason: "因" })).toBe(false);
  expect(closes(contextOf(), { approve: true, closeAssists: true })).toBe(false);
});

test("who was not reached is not asked whether it is solved, and nothing is sent of it", () => {
  const said = draft({ reached: false, solved: true, satisfied: true, note: " 关机 " });
  expect(asked(actionOf("callback").asks, said, contextOf()).map((ask) => ask.field)).toEqual(["reached", "note"]);
  expect(requestFor(actionOf("callback"), said, contextOf(), "440203", ids()).action.value).toMatchObject({ reached: false, note: "关机" });
  const body = requestFor(actionOf("callback"), said, contextOf(), "440203", ids()).action;
  expect(body.case === "callback" && [body.value.solved, body.value.satisfied]).toEqual([undefined, undefined]);
  expect(faults("callback", { reached: true })).toEqual({ solved: "请选择是否解决。" });
});

test("delays come in half days, pauses end after today", () => {
  expect(
    ["0", "-1", "1.3", "abc"].map((workingDays) => faults("ask_delay", { workingDays, reason: "因" }).workingDays !== undefined),
  ).toEqual([true, true, true, true]);
  expect(faults("ask_delay", { workingDays: "2.5", reason: "因" })).toEqual({});
  expect(["2026-11-24", "2026-11-23", "明天"].map((until) => faults("hold", { until, reason: "因" }).until !== undefined)).toEqual([
    true,
    true,
    true,
  ]);
  expect(faults("hold", { until: "2026-11-25", reason: "因" })).toEqual({});
});

test("texts have a length, counted in characters", () => {
  expect(faults("urge", { note: "字".repeat(501) }).note).toContain("500");
  expect(faults("urge", { note: "字".repeat(500) })).toEqual({});
  expect(faults("answer", { text: "𠮷".repeat(20_000) })).toEqual({});
});

test("an order is merged into another one, not into itself", () => {
  expect(faults("merge", { parent: "GD1", reason: "同" }).parent).toBe("不能并入自己。");
  expect(faults("merge", { parent: "不是号", reason: "同" }).parent).toBe("这不是工单号。");
  expect(faults("merge", { parent: " GD2 ", reason: "同" })).toEqual({});
});

test("a ruling makes a precedent where there is a topic, else it cannot", () => {
  const without = contextOf(orderWith({ summary: { number: "GD1", topic: "" } }));
  expect(beginDraft(actionOf("rule"), contextOf()).makesPrecedent).toBe(true);
  expect(beginDraft(actionOf("rule"), without).makesPrecedent).toBe(false);
  const body = requestFor(
    actionOf("rule"),
    draft({ department: "ZJJ", reason: "因", makesPrecedent: true }),
    without,
    "440203",
    ids(),
  ).action;
  expect(body.case === "rule" && body.value.makesPrecedent).toBe(false);
});

test("a flag that is set is taken away, one that is not is set", () => {
  const urgent = contextOf(orderWith({ summary: { number: "GD1", flags: [OrderFlag.URGENT] } }));
  const on = (flag: OrderFlag) => {
    const body = requestFor(actionOf("flag"), draft({ flag, reason: "因" }), urgent, "440203", ids()).action;
    return body.case === "flag" && body.value.on;
  };
  expect([on(OrderFlag.URGENT), on(OrderFlag.HARD)]).toEqual([false, true]);
});

test("a request names the order, what was seen of it, who acts, and itself", () => {
  expect(requestFor(actionOf("claim"), emptyDraft, contextOf(orderWith(), "ZJJ"), "440203", ids())).toMatchObject({
    district: "440203", number: "GD1", version: 7n, requestId: "request-1", department: "ZJJ", action: { case: "claim" },
  });
});

test("a request that is sent again keeps its id, also when the order has gone on; another request has its own", () => {
  let made = 0;
  const kept = new RequestIds(() => `request-${++made}`);
  const later = contextOf({ ...orderWith(), version: 8n });
  const [first, again, other] = [
    requestFor(actionOf("urge"), draft({ note: "快" }), contextOf(), "440203", kept),
    requestFor(actionOf("urge"), draft({ note: "快" }), later, "440203", kept),
    requestFor(actionOf("urge"), draft({ note: "再快" }), later, "440203", kept),
  ];
  expect([first, again, other].map((request) => [request.requestId, request.version])).toEqual([
    ["request-1", 7n],
    ["request-1", 8n],
    ["request-2", 8n],
  ]);
});

test("an answer that was returned is mended", () => {
  expect(beginDraft(actionOf("answer"), contextOf(orderWith({ answer: "原答复" }))).text).toBe("原答复");
});
