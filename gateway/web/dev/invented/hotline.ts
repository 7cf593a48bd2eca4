// A development aid: a hotline that lives in the page, with the first few rules of the real one. Never part of the product.
import { clone, create } from "@bufbuild/protobuf";
import { timestampFromMs, timestampMs } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError, createRouterTransport, type Transport } from "@connectrpc/connect";
import {
  ClockMark,
  Hotline,
  HotlineDeskThemeSchema,
  HotlineInfoSchema,
  OrderSchema,
  OrderStage,
  OrderStorySchema,
  PrecedentInfoSchema,
  SuggestionsSchema,
  type ActOnOrderRequest,
  type HotlineDeskTheme,
  type ListOrdersRequest,
  type Order,
  type PrecedentInfo,
} from "../../src/gen/opscenter/v1/hotline_pb";
import { FrameSchema, type Frame } from "../../src/gen/opscenter/v1/screens_pb";
import type { OpenFrames } from "../../src/live/feed";
import { departments, matters } from "./matters";
import { clauseText, deadline, inventedOrders, line, nameOf, settle, words, type Invented } from "./orders";

const {
  AWAITING_ACCEPTANCE,
  AWAITING_DISPATCH,
  AWAITING_CLAIM,
  REFUSAL_PENDING,
  ADJUDICATION,
  IN_PROGRESS,
  AWAITING_REVIEW,
  AWAITING_CALLBACK,
  MERGED,
  ORDER_CLOSED,
  ARCHIVED,
  DECLINED,
} = OrderStage;
const closed = [ORDER_CLOSED, ARCHIVED, DECLINED];
const day = 24 * 3_600_000;

export class InventedHotline {
  readonly #roles: readonly string[];
  readonly #slow: number;
  readonly #orders: Map<string, Invented>;
  readonly #precedents: PrecedentInfo[];
  /** How many deeds somebody else will be faster than. */
  #races: number;
  #change = 1n;

  constructor({
    roles,
    orders,
    slow,
    live,
    races,
  }: {
    roles: readonly string[];
    orders: number;
    slow: number;
    live: number;
    races: number;
  }) {
    this.#races = races;
    this.#roles = roles;
    this.#slow = slow;
    this.#orders = inventedOrders(orders, Date.now());
    this.#precedents = [
      this.#precedent("城乡建设/物业服务/物业收费", "住宅小区", "ZJJ", "2.1", "物业收费由住建部门牵头，市场监管部门协办价格核查。", 40, 1),
      this.#precedent(
        "交通管理/停车管理/乱停放",
        "非市政道路",
        "CGJ",
        "3.1",
        "内街虽非市政道路，但向公众开放，按公共场地由城管部门管理。",
        12,
        2,
      ),
      this.#precedent("环境保护/噪声污染/装修噪音", "住宅小区", "GAJ", "5.2", "按社会生活噪声处理。", 90, 1, true),
    ];
    if (live > 0) setInterval(() => this.#somebodyElse(), live * 1000);
  }

  transport(): Transport {
    const slow = <A,>(answer: () => A): Promise<A> =>
      new Promise((resolve, reject) =>
        setTimeout(() => {
          try {
            resolve(answer());
          } catch (error) {
            if (!(error instanceof ConnectError)) console.error(error);
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        }, this.#slow),
      );
    return createRouterTransport(({ service }) => {
      service(Hotline, {
        getHotline: () =>
          slow(() =>
            create(HotlineInfoSchema, {
              district: "440203",
              name: "武江区 12345 政务服务便民热线",
              version: 3n,
              departments,
              placeKinds: [...new Set(matters.map((matter) => matter.placeKind))],
              limits: [
                { name: "办结（咨询）", limit: "2 个工作日", from: "2026-01-01" },
                { name: "办结", limit: "10 个工作日", from: "2026-01-01" },
                { name: "签收", limit: "1 个工作日", from: "2026-01-01" },
                { name: "紧急签收", limit: "2 小时", from: "2026-01-01" },
              ],
            }),
          ),
        listOrders: (request) => slow(() => this.#list(request)),
        getOrder: (request) => slow(() => this.#shown(this.#find(request.number))),
        getOrderStory: (request) => slow(() => create(OrderStorySchema, { lines: this.#find(request.number).story })),
        suggestForOrder: (request) => slow(() => this.#suggest(this.#find(request.number))),
        actOnOrder: (request) => slow(() => this.#act(request)),
        revealOrder: (request) =>
          slow(() => {
            const of = this.#find(request.number);
            line(of, Date.now(), "何丽", "revealed", "查看个人信息", request.reason);
            return {
              callerName: "张**（composed）",
              callerPhone: "138-0000-0000",
              callerIdNumber: "",
              address: `${of.order.summary?.address ?? ""}（3 栋 1602）`,
              title: of.order.summary?.title ?? "",
              content: of.order.content,
              answer: "",
            };
          }),
        listPrecedents: () => slow(() => ({ precedents: this.#precedents })),
        revokePrecedent: (request) =>
          slow(() => {
            for (const precedent of this.#precedents) if (precedent.key === request.key) precedent.revoked = true;
            return {};
          }),
      });
    });
  }

  watch(desk: string): OpenFrames {
    return async function* (this: InventedHotline, _from: unknown, abort: AbortSignal): AsyncGenerator<Frame> {
      let revision = 0n;
      let sent = -1n;
      while (!abort.aborted) {
        const now = timestampFromMs(Date.now());
        const times = { epoch: "dev", dataTime: now, hallTime: now };
        if (this.#change !== sent) {
          sent = this.#change;
          yield create(FrameSchema, { ...times, revision: ++revision, body: { case: "hotlineDesk", value: this.#theme(desk) } });
        } else yield create(FrameSchema, { ...times, revision, body: { case: "heartbeat", value: {} } });
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
    }.bind(this);
  }

  #find(number: string): Invented {
    const found = this.#orders.get(number);
    if (!found) throw new ConnectError(`没有工单 ${number} / There is no order ${number}`, Code.NotFound);
    return found;
  }

  #theme(desk: string): HotlineDeskTheme {
    const all = [...this.#orders.values()]
      .map(({ order }) => order)
      .filter((order) => desk === "centre" || order.summary?.department === desk);
    const open = all.filter((order) => !closed.includes(order.summary?.stage ?? 0));
    const count = (test: (order: Order) => boolean): number => open.filter(test).length;
    const at = (stage: OrderStage): number => count((order) => order.summary?.stage === stage);
    const mark = (mark: ClockMark): number => count((order) => order.summary?.mark === mark);
    return create(HotlineDeskThemeSchema, {
      district: "440203",
      desk,
      name: desk === "centre" ? "武江区 12345" : nameOf(desk),
      change: this.#change,
      assisting: [...this.#orders.values()].filter(({ order }) =>
        order.assists.some((assist) => assist.department === desk && assist.answer === ""),
      ).length,
      delaysPending: count((order) => order.summary?.delayPending === true),
      counts: {
        receivedToday: 61,
        closedToday: 48,
        dueToday: 9,
        open: open.length,
        awaitingAcceptance: at(AWAITING_ACCEPTANCE),
        awaitingDispatch: at(AWAITING_DISPATCH),
        unclaimed: at(AWAITING_CLAIM),
        unclaimedOverdue: count(
          (order) => order.summary?.stage === AWAITING_CLAIM && (order.stageClock?.mark ?? 0) >= ClockMark.CLOCK_YELLOW,
        ),
        refusalPending: at(REFUSAL_PENDING),
        adjudication: at(ADJUDICATION),
        inProgress: at(IN_PROGRESS),
        awaitingReview: at(AWAITING_REVIEW),
        awaitingCallback: at(AWAITING_CALLBACK),
        merged: at(MERGED),
        held: count((order) => order.summary?.held === true),
        warning: mark(ClockMark.CLOCK_WARNING),
        yellow: mark(ClockMark.CLOCK_YELLOW),
        red: mark(ClockMark.CLOCK_RED),
        urgent: count((order) => order.summary?.flags.includes(1) === true),
      },
      year: {
        toClaim: 520,
        claimedInTime: 471,
        toClose: 498,
        closedInTime: 460,
        assessed: 490,
        solved: 431,
        rated: 402,
        satisfied: 371,
        closed: 505,
        redispatched: 38,
        toContact: 500,
        contactedInTime: 466,
      },
    });
  }

  #list(request: ListOrdersRequest) {
    const wanted = request.text.split(/\s+/).filter(Boolean);
    const found = [...this.#orders.values()]
      .map(({ order }) => order)
      .filter((order) => {
        const s = order.summary;
        if (!s) return false;
        const received = s.receivedAt ? timestampMs(s.receivedAt) : 0;
        return (
          (request.stages.length === 0 || request.stages.includes(s.stage)) &&
          (request.department === "" || s.department === request.department || s.assisting.includes(request.department)) &&
          s.topic.startsWith(request.topic) &&
          s.place.startsWith(request.place) &&
          s.mark >= request.mark &&
          (!request.onlyOpen || !closed.includes(s.stage)) &&
          (!request.onlyDelayPending || s.delayPending) &&
          (!request.onlyUrgent || s.flags.includes(1)) &&
          (!request.receivedFrom || received >= timestampMs(request.receivedFrom)) &&
          (!request.receivedTo || received < timestampMs(request.receivedTo)) &&
          wanted.every((word) => `${s.title}${s.address}${order.content}`.includes(word))
        );
      });
    const key = (order: Order): number => {
      const s = order.summary;
      const received = s?.receivedAt ? timestampMs(s.receivedAt) : 0;
      return request.sort === "newest"
        ? -received
        : request.sort === "oldest"
          ? received
          : s?.stageDueAt
            ? timestampMs(s.stageDueAt)
            : Number.MAX_SAFE_INTEGER - 1e13 + received;
    };
    const sorted = found.sort((a, b) => key(a) - key(b));
    const from = Number(request.pageToken || "0");
    const size = request.pageSize || 50;
    return {
      orders: sorted
        .slice(from, from + size)
        .flatMap((order) => (order.summary ? [clone(OrderSchema, order).summary].flatMap((s) => (s ? [s] : [])) : [])),
      nextPageToken: from + size < sorted.length ? String(from + size) : "",
    };
  }

  /** The order as the caller may see it, with what they may do. */
  #shown(of: Invented): Order {
    const order = clone(OrderSchema, of.order);
    order.actions = this.#allowed(order);
    return order;
  }

  #allowed(order: Order): string[] {
    const s = order.summary;
    if (!s) return [];
    const has = (...roles: string[]): boolean => roles.some((role) => this.#roles.includes(role));
    const lead = this.#roles.includes(s.department);
    const assists = order.assists.some((assist) => this.#roles.includes(assist.department) && assist.answer === "");
    const open = !closed.includes(s.stage);
    const when = (test: boolean, ...names: string[]): string[] => (test ? names : []);
    return [
      ...when(
        has("dispatcher"),
        ...when(s.stage === AWAITING_ACCEPTANCE, "accept", "decline"),
        ...when(s.stage === AWAITING_DISPATCH, "dispatch", "open_adjudication"),
        ...when(s.stage === REFUSAL_PENDING, "judge_refusal", "open_adjudication"),
        ...when([AWAITING_CLAIM, IN_PROGRESS].includes(s.stage) && !s.held, "add_assist"),
        ...when(s.stage === IN_PROGRESS && s.delayPending && !s.held, "judge_delay"),
        ...when(s.stage === IN_PROGRESS && !s.held, "hold"),
        ...when(s.held, "resume"),
        ...when(open, "flag", "supervise"),
        ...when(open && s.stage !== MERGED, "urge"),
        ...when(s.stage < AWAITING_REVIEW && !s.held, "merge"),
        ...when(s.stage === ORDER_CLOSED, "archive"),
      ),
      ...when(
        lead,
        ...when(s.stage === AWAITING_CLAIM, "claim"),
        ...when([AWAITING_CLAIM, IN_PROGRESS].includes(s.stage) && order.mayRefuse && !s.held, "refuse"),
        ...when(s.stage === IN_PROGRESS, "contact", "answer"),
        ...when(s.stage === IN_PROGRESS && !order.delayUsed && !s.held, "ask_delay"),
      ),
      ...when(assists, "answer_assist"),
      ...when(has("adjudicator") && s.stage === ADJUDICATION, "rule"),
      ...when(has("reviewer") && s.stage === AWAITING_REVIEW, "review"),
      ...when(has("callback") && s.stage === AWAITING_CALLBACK, "callback"),
    ];
  }

  #act(request: ActOnOrderRequest): Order {
    const of = this.#find(request.number);
    const { order } = of;
    const s = order.summary;
    if (!s) throw new ConnectError("没有内容", Code.Internal);
    if (this.#races-- > 0) {
      line(of, Date.now(), "欧阳慧敏", "order-urged", "催办", "请尽快办理。");
      this.#change++;
    }
    if (request.version !== 0n && request.version !== order.version)
      throw new ConnectError("工单已有变化 / The order has gone on", Code.Aborted);
    const name = (request.action.case ?? "").replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    if (!this.#allowed(order).includes(name)) throw new ConnectError(`工单现在不能这样办理（${name}） / Not now`, Code.FailedPrecondition);
    const now = Date.now();
    const who = this.#roles.some((role) => role.length === 3 && role === role.toUpperCase()) ? `${s.departmentName} 刘洋` : "何丽";
    const to = (stage: OrderStage, limit: string | undefined): void => {
      s.stage = stage;
      s.since = timestampFromMs(now);
      if (limit) order.stageClock = deadline(now, limit, now);
      else delete order.stageClock;
    };
    const dispatch = (lead: string, how: string, note: string): void => {
      s.department = lead;
      s.departmentName = nameOf(lead);
      s.dispatchedAt = timestampFromMs(now);
      delete order.claimedAt;
      to(AWAITING_CLAIM, "1wd");
      line(of, now, who, "order-dispatched", `${how}派单给${nameOf(lead)}主办，签收时限至 ${words(now + 1.4 * day)}`, note);
    };
    const { action } = request;
    switch (action.case) {
      case "accept":
        to(AWAITING_DISPATCH, "1wd");
        line(of, now, who, "order-accepted", "受理");
        break;
      case "decline":
        to(DECLINED, undefined);
        line(of, now, who, "order-declined", "不受理", action.value.reason);
        break;
      case "dispatch":
        dispatch(action.value.lead, "", action.value.note);
        for (const code of action.value.assisting) this.#assist(of, code, action.value.note, who);
        break;
      case "addAssist":
        this.#assist(of, action.value.department, action.value.note, who);
        break;
      case "claim":
        order.claimedAt = timestampFromMs(now);
        to(IN_PROGRESS, undefined);
        line(of, now, who, "order-claimed", `${s.departmentName}签收`);
        break;
      case "refuse": {
        const { clause, proposed, reason } = action.value;
        order.refusals.push({
          $typeName: "opscenter.v1.OrderRefusal",
          department: s.department,
          departmentName: s.departmentName,
          clause,
          clauseText: clauseText(s.department, clause),
          proposed,
          proposedName: nameOf(proposed),
          reason,
        });
        s.refusals++;
        s.lastWord = `${s.departmentName}退单：${reason}`;
        to(s.refusals > 1 ? ADJUDICATION : REFUSAL_PENDING, s.refusals > 1 ? "3wd" : "1wd");
        line(
          of,
          now,
          who,
          "order-refused",
          `${s.departmentName}退单，依据本单位职责第 ${clause} 条，认为应由${nameOf(proposed)}办理`,
          reason,
        );
        if (s.refusals > 1) line(of, now, "系统", "adjudication-opened", "提交会商", "再次退单");
        break;
      }
      case "judgeRefusal":
        if (action.value.uphold) {
          to(AWAITING_DISPATCH, "1wd");
          line(of, now, who, "refusal-upheld", "退单成立，退回派单台", action.value.reason);
        } else {
          order.mayRefuse = false;
          to(AWAITING_CLAIM, "1wd");
          line(of, now, who, "refusal-overruled", "退单不成立，不得再退", action.value.reason);
        }
        break;
      case "openAdjudication":
        to(ADJUDICATION, "3wd");
        line(of, now, who, "adjudication-opened", "提交会商", action.value.reason);
        break;
      case "rule": {
        const { department, clause, reason, makesPrecedent } = action.value;
        line(
          of,
          now,
          who,
          "order-ruled",
          `会商裁定由${nameOf(department)}办理${clause ? `（职责第 ${clause} 条）` : ""}${makesPrecedent ? "，作为先例" : ""}`,
          reason,
        );
        order.mayRefuse = false;
        dispatch(department, "按会商裁定", "");
        if (makesPrecedent) {
          this.#precedents.unshift(this.#precedent(s.topic, s.placeKind, department, clause, reason, 0, 1, false, s.number));
          if (this.#precedents[0]) order.precedent = this.#precedents[0];
          line(of, now, "系统", "precedent-recorded", `裁定载入先例“${s.topic}@${s.placeKind}”第 1 版`);
        }
        break;
      }
      case "contact":
        line(of, now, who, "caller-contacted", `${s.departmentName}联系来电人`, action.value.note);
        break;
      case "answer":
        order.answer = action.value.text;
        order.answeredAt = timestampFromMs(now);
        s.held = false;
        to(AWAITING_REVIEW, "1wd");
        line(of, now, who, "order-answered", `${s.departmentName}作出答复`, action.value.text);
        break;
      case "answerAssist":
        for (const assist of order.assists) if (this.#roles.includes(assist.department)) assist.answer = action.value.text;
        line(of, now, who, "assist-answered", "作出协办答复", action.value.text);
        break;
      case "askDelay":
        if (action.value.workingDays > 10)
          throw new ConnectError("延期须为 0.5 至 10 个工作日，以半日计 / A delay is 0.5 to 10 working days", Code.InvalidArgument);
        s.delayPending = order.delayUsed = true;
        order.delayDays = action.value.workingDays;
        line(of, now, who, "delay-asked", `${s.departmentName}申请延期 ${action.value.workingDays} 个工作日`, action.value.reason);
        break;
      case "judgeDelay":
        s.delayPending = false;
        line(
          of,
          now,
          who,
          action.value.grant ? "delay-granted" : "delay-denied",
          action.value.grant ? "同意延期" : "不同意延期",
          action.value.reason,
        );
        break;
      case "hold":
        s.held = true;
        order.holdReason = action.value.reason;
        order.heldUntil = timestampFromMs(Date.parse(`${action.value.until}T00:00:00+08:00`));
        line(of, now, who, "order-held", `疑难挂账，各时限暂停，最迟至 ${action.value.until}`, action.value.reason);
        break;
      case "resume":
        s.held = false;
        line(of, now, who, "order-resumed", "恢复办理", action.value.reason);
        break;
      case "flag":
        s.flags = action.value.on ? [...s.flags, action.value.flag] : s.flags.filter((flag) => flag !== action.value.flag);
        line(of, now, who, "order-flagged", action.value.on ? "标记" : "取消标记", action.value.reason);
        break;
      case "urge":
        order.urges++;
        line(of, now, who, "order-urged", "催办", action.value.note);
        break;
      case "supervise":
        s.supervised = true;
        line(of, now, who, "order-supervised", "督办", action.value.note);
        break;
      case "merge":
        this.#find(action.value.parent).order.children.push(s.number);
        s.parent = action.value.parent;
        to(MERGED, undefined);
        line(of, now, who, "order-merged", `并入工单 ${action.value.parent}，随其办理，仍单独回访`, action.value.reason);
        break;
      case "review":
        if (action.value.approve) {
          to(AWAITING_CALLBACK, "3wd");
          line(of, now, who, "answer-approved", "答复审核通过");
        } else {
          to(IN_PROGRESS, undefined);
          s.lastWord = `审核退回：${action.value.reason}`;
          line(of, now, who, "answer-returned", "答复审核未通过，退回承办单位", action.value.reason);
        }
        break;
      case "callback": {
        const { reached, solved, satisfied, note } = action.value;
        Object.assign(order, { reached, solved, satisfied });
        order.callbackAttempts++;
        line(
          of,
          now,
          who,
          "callback-recorded",
          reached
            ? `回访，${solved ? "已解决" : "未解决"}，${satisfied === undefined ? "未评价" : satisfied ? "满意" : "不满意"}`
            : "回访，未联系上",
          note,
        );
        if (solved === false) {
          s.round++;
          to(IN_PROGRESS, undefined);
          line(of, now, "系统", "order-reopened", `重办，第 ${s.round} 轮`);
        } else if (reached || order.callbackAttempts >= 3) {
          to(ORDER_CLOSED, undefined);
          order.closedAt = timestampFromMs(now);
          line(of, now, who, "order-closed", "办结", note);
        }
        break;
      }
      case "archive":
        to(ARCHIVED, undefined);
        line(of, now, who, "order-archived", "归档");
        break;
    }
    settle(of, now);
    this.#change++;
    return this.#shown(of);
  }

  #assist(of: Invented, department: string, note: string, who: string): void {
    const now = Date.now();
    of.order.summary?.assisting.push(department);
    of.order.assists.push({
      $typeName: "opscenter.v1.OrderAssist",
      department,
      departmentName: nameOf(department),
      note,
      deadline: deadline(now, "5wd", now),
      answer: "",
    });
    line(of, now, who, "assist-added", `加派${nameOf(department)}协办`, note);
  }

  #suggest(of: Invented) {
    const s = of.order.summary;
    const likely = matters.find((matter) => matter.topic === s?.topic)?.likely ?? [];
    const shares = [0.62, 0.21, 0.09];
    const precedent = this.#precedents.find((one) => one.topic === s?.topic && one.placeKind === s.placeKind && !one.revoked);
    const repeats = [...this.#orders.values()]
      .map(({ order }) => order.summary)
      .filter(
        (other) =>
          other && other.number !== s?.number && other.topic === s?.topic && other.address === s.address && !closed.includes(other.stage),
      )
      .slice(0, 3);
    return create(SuggestionsSchema, {
      departments: likely.map((code, i) => {
        const duty =
          departments
            .find((department) => department.code === code)
            ?.duties.find((one) => one.topics.some((topic) => s?.topic.startsWith(topic))) ??
          departments.find((department) => department.code === code)?.duties[0];
        return {
          code,
          name: nameOf(code),
          probability: shares[i] ?? 0.05,
          reason: duty ? `职责第 ${duty.clause} 条“${duty.text}”；关键词：${duty.keywords.join("、")}` : "属地负责",
          clause: duty?.clause ?? "",
        };
      }),
      topics: [],
      ...(precedent ? { precedent } : {}),
      repeats: repeats.map((order) => ({ ...(order ? { order } : {}), reason: "同一事项、同一地址，30 日内" })),
    });
  }

  #precedent(
    topic: string,
    placeKind: string,
    department: string,
    clause: string,
    reason: string,
    daysAgo: number,
    version: number,
    revoked = false,
    order = "",
  ): PrecedentInfo {
    const [first] = this.#orders.keys();
    return create(PrecedentInfoSchema, {
      key: `${topic}@${placeKind}`,
      version,
      topic,
      placeKind,
      department,
      departmentName: nameOf(department),
      clause,
      clauseText: clauseText(department, clause),
      reason,
      order: order || first || "",
      ruledAt: timestampFromMs(Date.now() - daysAgo * day),
      ruledBy: "欧阳慧敏",
      revoked,
    });
  }

  /** Somebody at another desk does something. */
  #somebodyElse(): void {
    const waiting = [...this.#orders.values()].filter(({ order }) => order.summary?.stage === AWAITING_CLAIM);
    const of = waiting[Math.floor(Math.random() * waiting.length)];
    if (!of?.order.summary) return;
    of.order.summary.stage = IN_PROGRESS;
    of.order.summary.since = timestampFromMs(Date.now());
    delete of.order.stageClock;
    line(of, Date.now(), `${of.order.summary.departmentName} 刘洋`, "order-claimed", `${of.order.summary.departmentName}签收`);
    settle(of, Date.now());
    this.#change++;
  }
}
