import { create, toBinary, type MessageInitShape } from "@bufbuild/protobuf";
import { ActOnOrderRequestSchema, OrderFlag, type ActOnOrderRequest, type Order } from "../../../../gen/opscenter/v1/hotline_pb";
import { settableFlags } from "../../words/flags";
import { emptyDraft, type ActContext, type Ask, type Draft } from "./draft";
import type { RequestIds } from "./send";

/** Names of the actions, as the contract has them and `Order.actions` lists them. */
export type ActionName =
  | "accept"
  | "decline"
  | "dispatch"
  | "add_assist"
  | "judge_refusal"
  | "open_adjudication"
  | "judge_delay"
  | "hold"
  | "resume"
  | "flag"
  | "urge"
  | "supervise"
  | "merge"
  | "claim"
  | "refuse"
  | "contact"
  | "answer"
  | "answer_assist"
  | "ask_delay"
  | "rule"
  | "review"
  | "callback"
  | "archive";

type Body = NonNullable<MessageInitShape<typeof ActOnOrderRequestSchema>["action"]>;

/** Something that may be done with an order. */
export interface Action {
  readonly name: ActionName;
  /** On its button. */
  readonly label: string;
  /** The letter that opens its form; actions that are never allowed together may share one. */
  readonly key: string;
  /** What moves the order on comes first; what is for good or turns it away is told apart. */
  readonly tone: "first" | "plain" | "away";
  /** One sentence on what will happen. */
  readonly means: string;
  readonly asks: readonly Ask[];
  /** What the form begins with. */
  readonly begin?: (context: ActContext) => Partial<Draft>;
  readonly body: (draft: Draft, context: ActContext) => Body;
  /** Said when it is done. */
  readonly said: (draft: Draft, context: ActContext) => string;
}

const longest = 500;
const reason = (more: Partial<Ask> = {}): Ask => ({ field: "reason", label: "理由", kind: "long", required: true, most: longest, ...more });
const note = (more: Partial<Ask> = {}): Ask => ({ field: "note", label: "说明", kind: "long", most: longest, ...more });
const number = ({ order }: ActContext): string => order.summary?.number ?? "";
/** Assisting departments that have not answered: their clocks run. */
export const owingAssists = (order: Order): readonly string[] =>
  order.assists.filter((assist) => assist.deadline !== undefined).map((assist) => assist.departmentName);
const flagOn = (draft: Draft, { order }: ActContext): boolean =>
  draft.flag !== undefined && !(order.summary?.flags.includes(draft.flag) ?? false);

/** All of them, in the order of the buttons. */
export const actions: readonly Action[] = [
  {
    name: "accept",
    label: "受理",
    key: "s",
    tone: "first",
    means: "受理后进入待派单。",
    asks: [],
    body: () => ({ case: "accept", value: {} }),
    said: () => "已受理",
  },
  {
    name: "dispatch",
    label: "派单",
    key: "p",
    tone: "first",
    means: "签收时钟自派单起走。",
    asks: [
      { field: "lead", label: "主办单位", kind: "department", required: true, suggests: true },
      { field: "assisting", label: "协办单位", kind: "departments", hint: "可不选；每个协办单位有自己的时限" },
      note({ label: "派单说明", rows: 2 }),
    ],
    body: (d) => ({ case: "dispatch", value: { lead: d.lead, assisting: [...d.assisting], note: d.note.trim() } }),
    said: (d, c) => `已派给${c.nameOf(d.lead)}`,
  },
  {
    name: "claim",
    label: "签收",
    key: "q",
    tone: "first",
    means: "签收后由本单位办理，办结时限不因签收而重算。",
    asks: [],
    body: () => ({ case: "claim", value: {} }),
    said: () => "已签收",
  },
  {
    name: "judge_refusal",
    label: "审核退单",
    key: "t",
    tone: "first",
    means: "退单成立则重新派单；不成立则退回原单位，不得再退。",
    asks: [
      {
        field: "uphold",
        label: "退单是否成立",
        kind: "choice",
        required: true,
        choices: [
          { value: true, label: "成立", hint: "退回派单台，重新派单" },
          { value: false, label: "不成立", hint: "回到原单位签收，不得再退" },
        ],
      },
      reason({ label: "审核意见" }),
    ],
    body: (d) => ({ case: "judgeRefusal", value: { uphold: d.uphold === true, reason: d.reason.trim() } }),
    said: (d) => (d.uphold === true ? "退单成立，已退回派单台" : "退单不成立，已回到原单位"),
  },
  {
    name: "rule",
    label: "裁定",
    key: "r",
    tone: "first",
    means: "裁定即派单，责任单位不得退单；形成先例后，同类工单自动照此派单。",
    asks: [
      { field: "department", label: "责任单位", kind: "department", required: true, suggests: true },
      {
        field: "clause",
        label: "职责条款",
        kind: "clause",
        when: (d) => d.department !== "",
        hint: "各单位权责清单都没有对应条款时可不选",
      },
      reason({ label: "裁定理由" }),
      { field: "makesPrecedent", label: "作为先例", kind: "tick", when: (_, c) => (c.order.summary?.topic ?? "") !== "" },
    ],
    begin: ({ order }) => ({ makesPrecedent: (order.summary?.topic ?? "") !== "" }),
    body: (d, c) => ({
      case: "rule",
      value: {
        department: d.department,
        clause: d.clause,
        reason: d.reason.trim(),
        makesPrecedent: d.makesPrecedent && (c.order.summary?.topic ?? "") !== "",
      },
    }),
    said: (d, c) => `已裁定由${c.nameOf(d.department)}办理`,
  },
  {
    name: "answer",
    label: "答复",
    key: "a",
    tone: "first",
    means: "答复后送审核；审核通过后回访来电人。",
    asks: [
      {
        field: "text",
        label: "答复内容",
        kind: "long",
        required: true,
        most: 20_000,
        rows: 10,
        hint: "写给来电人看：查明了什么，怎么处理，结果如何",
      },
    ],
    // What was returned is mended, not written again.
    begin: ({ order }) => ({ text: order.answer }),
    body: (d) => ({ case: "answer", value: { text: d.text.trim() } }),
    said: () => "已答复，送审核",
  },
  {
    name: "review",
    label: "审核答复",
    key: "s",
    tone: "first",
    means: "通过则进入回访；退回则由承办单位重新答复，办结时限照走。",
    asks: [
      {
        field: "approve",
        label: "审核结论",
        kind: "choice",
        required: true,
        choices: [
          { value: true, label: "通过", hint: "进入待回访" },
          { value: false, label: "退回", hint: "承办单位重新答复" },
        ],
      },
      reason({
        label: "退回理由",
        when: (d) => d.approve === false,
        phrases: ["未正面答复诉求", "未说明处理结果", "未联系来电人", "依据不足，请附处理经过"],
      }),
      { field: "closeAssists", label: "不再等待协办答复", kind: "tick", when: (d, c) => d.approve === true && owingAssists(c.order).length > 0 },
    ],
    body: (d, c) => ({
      case: "review",
      value: {
        approve: d.approve === true,
        reason: d.approve === false ? d.reason.trim() : "",
        closeAssists: d.approve === true && d.closeAssists && owingAssists(c.order).length > 0,
      },
    }),
    said: (d) => (d.approve === true ? "审核通过，待回访" : "已退回承办单位"),
  },
  {
    name: "callback",
    label: "登记回访",
    key: "h",
    tone: "first",
    means: "未解决则重办；未联系上则再次回访，次数用完后办结。",
    asks: [
      {
        field: "reached",
        label: "是否联系上",
        kind: "choice",
        required: true,
        choices: [
          { value: true, label: "联系上" },
          { value: false, label: "未联系上" },
        ],
      },
      {
        field: "solved",
        label: "是否解决",
        kind: "choice",
        required: true,
        when: (d) => d.reached === true,
        choices: [
          { value: true, label: "已解决" },
          { value: false, label: "未解决", hint: "将重办，有新的时限" },
        ],
      },
      {
        field: "satisfied",
        label: "是否满意",
        kind: "choice",
        when: (d) => d.reached === true,
        hint: "来电人不评价的，不计入满意率",
        choices: [
          { value: true, label: "满意" },
          { value: false, label: "不满意" },
          { value: undefined, label: "未评价" },
        ],
      },
      note({ label: "回访记录", rows: 3, phrases: ["无人接听", "关机", "号码不正确", "来电人表示满意"] }),
    ],
    body: (d) => ({
      case: "callback",
      value: {
        reached: d.reached === true,
        note: d.note.trim(),
        ...(d.reached === true && d.solved !== undefined ? { solved: d.solved } : {}),
        ...(d.reached === true && d.satisfied !== undefined ? { satisfied: d.satisfied } : {}),
      },
    }),
    said: (d) => (d.reached !== true ? "已登记：未联系上" : d.solved === false ? "已登记：未解决，转重办" : "已登记回访"),
  },
  {
    name: "archive",
    label: "归档",
    key: "g",
    tone: "first",
    means: "归档后不再变动。",
    asks: [],
    body: () => ({ case: "archive", value: {} }),
    said: () => "已归档",
  },
  {
    name: "resume",
    label: "恢复办理",
    key: "g",
    tone: "first",
    means: "时限从现在起继续走，顺延暂停的工作日。",
    asks: [reason()],
    body: (d) => ({ case: "resume", value: { reason: d.reason.trim() } }),
    said: () => "已恢复办理",
  },
  {
    name: "judge_delay",
    label: "审批延期",
    key: "y",
    tone: "first",
    means: "同意则办结时限顺延；每个承办单位只能延期一次。",
    asks: [
      {
        field: "grant",
        label: "审批结论",
        kind: "choice",
        required: true,
        choices: [
          { value: true, label: "同意" },
          { value: false, label: "不同意", hint: "时限不变" },
        ],
      },
      reason({ label: "不同意的理由", when: (d) => d.grant === false }),
    ],
    body: (d) => ({ case: "judgeDelay", value: { grant: d.grant === true, reason: d.grant === false ? d.reason.trim() : "" } }),
    said: (d) => (d.grant === true ? "已同意延期" : "未同意延期"),
  },
  {
    name: "answer_assist",
    label: "协办答复",
    key: "x",
    tone: "first",
    means: "答复给主办单位，由其汇总答复来电人。",
    asks: [{ field: "text", label: "协办答复", kind: "long", required: true, most: 20_000, rows: 8 }],
    body: (d) => ({ case: "answerAssist", value: { text: d.text.trim() } }),
    said: () => "已作协办答复",
  },
  {
    name: "contact",
    label: "登记联系",
    key: "l",
    tone: "plain",
    means: "记下与来电人的联系；签收后 24 小时内联系计入响应率。",
    asks: [note({ label: "联系情况", rows: 3, phrases: ["已电话联系，了解详情", "无人接听，稍后再联系", "已约定现场查看"] })],
    body: (d) => ({ case: "contact", value: { note: d.note.trim() } }),
    said: () => "已登记联系",
  },
  {
    name: "ask_delay",
    label: "申请延期",
    key: "y",
    tone: "plain",
    means: "须在到期前申请，每个承办单位一次，以半日计。",
    asks: [{ field: "workingDays", label: "延长多少个工作日", kind: "days", required: true }, reason({ label: "延期理由" })],
    body: (d) => ({ case: "askDelay", value: { workingDays: Number(d.workingDays), reason: d.reason.trim() } }),
    said: (d) => `已申请延期 ${d.workingDays} 个工作日`,
  },
  {
    name: "refuse",
    label: "退单",
    key: "t",
    tone: "away",
    means: "须引用本单位权责清单的条款，并指出应由谁办理；再次退单转会商。",
    asks: [
      { field: "clause", label: "依据的本单位职责条款", kind: "clause", required: true },
      { field: "proposed", label: "应当办理的单位", kind: "department", required: true, suggests: true },
      reason({ label: "退单理由", hint: "事实与条款如何对应，为何应由该单位办理" }),
    ],
    body: (d) => ({ case: "refuse", value: { clause: d.clause, proposed: d.proposed, reason: d.reason.trim() } }),
    said: () => "已退单",
  },
  {
    name: "open_adjudication",
    label: "提交会商",
    key: "h",
    tone: "away",
    means: "派单台也定不下责任单位时，由区级会商裁定。",
    asks: [reason({ label: "提交理由" })],
    body: (d) => ({ case: "openAdjudication", value: { reason: d.reason.trim() } }),
    said: () => "已提交会商",
  },
  {
    name: "merge",
    label: "并单",
    key: "b",
    tone: "plain",
    means: "随另一张工单办理，取其结果；本单来电人仍单独回访。",
    asks: [{ field: "parent", label: "并入的工单", kind: "order", required: true }, reason({ label: "并单理由" })],
    body: (d) => ({ case: "merge", value: { parent: d.parent.trim(), reason: d.reason.trim() } }),
    said: (d) => `已并入 ${d.parent.trim()}`,
  },
  {
    name: "add_assist",
    label: "加派协办",
    key: "z",
    tone: "plain",
    means: "协办单位有自己的时限。",
    asks: [
      { field: "department", label: "协办单位", kind: "department", required: true, suggests: true },
      note({ label: "协办要求", rows: 3 }),
    ],
    body: (d) => ({ case: "addAssist", value: { department: d.department, note: d.note.trim() } }),
    said: (d, c) => `已加派${c.nameOf(d.department)}协办`,
  },
  {
    name: "urge",
    label: "催办",
    key: "c",
    tone: "plain",
    means: "提醒现在持有工单的人。",
    asks: [note({ label: "催办说明", rows: 3 })],
    body: (d) => ({ case: "urge", value: { note: d.note.trim() } }),
    said: () => "已催办",
  },
  {
    name: "supervise",
    label: "督办",
    key: "d",
    tone: "plain",
    means: "列为督办件，一直标明到办结。",
    asks: [note({ label: "督办要求", rows: 3 })],
    body: (d) => ({ case: "supervise", value: { note: d.note.trim() } }),
    said: () => "已列为督办",
  },
  {
    name: "hold",
    label: "挂账",
    key: "g",
    tone: "plain",
    means: "疑难挂账：各时限暂停，到期自动恢复，暂停记录在案。",
    asks: [
      { field: "until", label: "挂账到哪一天", kind: "date", required: true, hint: "含这一天；次日零点自动恢复" },
      reason({ label: "挂账理由" }),
    ],
    body: (d) => ({ case: "hold", value: { until: d.until, reason: d.reason.trim() } }),
    said: (d) => `已挂账至 ${d.until}`,
  },
  {
    name: "flag",
    label: "标记",
    key: "f",
    tone: "plain",
    means: "标为紧急的，派单和签收时限缩短；保密的，只有有权的人看得到内容。",
    asks: [{ field: "flag", label: "标记", kind: "flag", required: true }, reason()],
    body: (d, c) => ({
      case: "flag",
      value: { flag: d.flag ?? OrderFlag.ORDER_FLAG_UNSPECIFIED, on: flagOn(d, c), reason: d.reason.trim() },
    }),
    said: (d, c) => `已${flagOn(d, c) ? "标为" : "取消"}“${settableFlags.find((look) => look.flag === d.flag)?.name ?? ""}”`,
  },
  {
    name: "decline",
    label: "不受理",
    key: "n",
    tone: "away",
    means: "不属于受理范围的，说明理由后结束。",
    asks: [reason({ label: "不受理的理由", phrases: ["已进入司法程序", "不属于本区管辖", "无实质诉求内容"] })],
    body: (d) => ({ case: "decline", value: { reason: d.reason.trim() } }),
    said: () => "已不予受理",
  },
];

/** The actions that the server allows for an order now, in the order of the buttons; names of a newer server are passed over. */
export const actionsOf = (order: Pick<Order, "actions">): readonly Action[] =>
  actions.filter((action) => order.actions.includes(action.name));

export const actionOf = (name: ActionName): Action => {
  const found = actions.find((action) => action.name === name);
  if (!found) throw new Error(`There is no action ${name}.`);
  return found;
};

/** The draft that a form begins with. */
export const beginDraft = (action: Action, context: ActContext): Draft => ({ ...emptyDraft, ...action.begin?.(context) });

/** The request as the server takes it: with what its person has seen of the order, and with the id that it keeps. */
export function requestFor(action: Action, draft: Draft, context: ActContext, district: string, ids: RequestIds): ActOnOrderRequest {
  const request = create(ActOnOrderRequestSchema, {
    district,
    number: number(context),
    department: context.acting,
    action: action.body(draft, context),
  });
  // Seen at another version after a failure, it is the same request still.
  request.requestId = ids.idOf(toBinary(ActOnOrderRequestSchema, request).join());
  request.version = context.order.version;
  return request;
}
