// A development aid: invented orders at all stages, from a fixed seed.
import { create } from "@bufbuild/protobuf";
import { timestampFromMs, type Timestamp } from "@bufbuild/protobuf/wkt";
import {
  ClockMark,
  OrderDeadlineSchema,
  OrderFlag,
  OrderSchema,
  OrderStage,
  StoryLineSchema,
  type Order,
  type OrderDeadline,
  type StoryLine,
} from "../../src/gen/opscenter/v1/hotline_pb";
import { departments, matters, roads, towns } from "./matters";

export interface Invented {
  order: Order;
  story: StoryLine[];
}

const hour = 3_600_000;
const day = 24 * hour;
export const nameOf = (code: string): string => departments.find((department) => department.code === code)?.name ?? code;
export const clauseText = (department: string, clause: string): string =>
  departments.find(({ code }) => code === department)?.duties.find((duty) => duty.clause === clause)?.text ?? "";
const at = (ms: number): Timestamp => timestampFromMs(Math.round(ms));
export const words = (ms: number): string => new Date(ms + 8 * hour).toISOString().slice(0, 16).replace("T", " ");

export function deadline(started: number, limit: string, now: number): OrderDeadline {
  const amount = Number.parseFloat(limit);
  // Working days are taken for days here: this is an invention.
  const due = started + (limit.endsWith("h") ? amount * hour : amount * 1.4 * day);
  const mark =
    now >= due + 2.8 * day
      ? ClockMark.CLOCK_RED
      : now >= due
        ? ClockMark.CLOCK_YELLOW
        : now >= due - 1.4 * day * Math.min(1, amount / 4)
          ? ClockMark.CLOCK_WARNING
          : ClockMark.CLOCK_MARK_UNSPECIFIED;
  return create(OrderDeadlineSchema, {
    startedAt: at(started),
    dueAt: at(due),
    mark,
    rule: `${limit} 2026-01-01`,
    workingDaysLeft: (due - now) / (1.4 * day),
  });
}

export function line(of: Invented, ms: number, actor: string, kind: string, text: string, detail = ""): void {
  of.order.version++;
  of.story.push(
    create(StoryLineSchema, { version: of.order.version, at: at(ms), recordedAt: at(ms), actor, kind: `hotline.${kind}`, text, detail }),
  );
}

const stages = [
  OrderStage.AWAITING_DISPATCH,
  OrderStage.AWAITING_CLAIM,
  OrderStage.IN_PROGRESS,
  OrderStage.AWAITING_ACCEPTANCE,
  OrderStage.IN_PROGRESS,
  OrderStage.REFUSAL_PENDING,
  OrderStage.AWAITING_CLAIM,
  OrderStage.AWAITING_REVIEW,
  OrderStage.IN_PROGRESS,
  OrderStage.AWAITING_CALLBACK,
  OrderStage.ADJUDICATION,
  OrderStage.ORDER_CLOSED,
  OrderStage.AWAITING_CLAIM,
  OrderStage.ARCHIVED,
  OrderStage.IN_PROGRESS,
];

export function inventedOrders(count: number, now: number): Map<string, Invented> {
  let seed = 11;
  const random = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const orders = new Map<string, Invented>();
  for (let i = 0; i < count; i++) {
    const matter = pick(matters);
    const town = pick(towns);
    const stage =
      i < 4
        ? ([OrderStage.AWAITING_DISPATCH, OrderStage.AWAITING_CLAIM, OrderStage.ADJUDICATION, OrderStage.IN_PROGRESS][i] ??
          OrderStage.AWAITING_DISPATCH)
        : (stages[i % stages.length] ?? OrderStage.IN_PROGRESS);
    const early = [OrderStage.AWAITING_ACCEPTANCE, OrderStage.AWAITING_DISPATCH].includes(stage);
    const received = now - (early ? random() * 1.2 : stage >= OrderStage.AWAITING_REVIEW ? 3 + random() * 20 : 0.2 + random() * 13) * day;
    const first = pick(matter.likely);
    const road = pick(roads);
    const number = `GD${words(received).slice(0, 10).replaceAll("-", "")}${String(100000 + Math.floor(random() * 899_999))}`;
    const of: Invented = { order: create(OrderSchema, { version: 0n, mayRefuse: true, canReveal: true }), story: [] };
    const order = of.order;
    order.summary = create(OrderSchema, {
      summary: {
        number,
        stage,
        type: matter.type,
        topic: matter.topic,
        title: `${road}${matter.title}`,
        excerpt: matter.text.slice(0, 60),
        place: town[0],
        placeName: town[1],
        placeKind: matter.placeKind,
        address: `${road} ** 号`,
        receivedAt: at(received),
        since: at(received),
        round: 1,
      },
    }).summary as NonNullable<Order["summary"]>;
    const s = order.summary;
    Object.assign(order, {
      content: matter.text,
      callerName: `${pick(["张", "李", "陈", "黄", "何", "梁", "欧阳"])}*`,
      callerPhone: `13${Math.floor(random() * 10)}****${String(1000 + Math.floor(random() * 8999))}`,
      channel: pick(["电话", "微信", "粤省事", "网站"]),
    });
    order.handling = deadline(received, matter.type === 1 ? "2wd" : "10wd", now);
    line(
      of,
      received,
      "市平台",
      "order-received",
      `登记${["", "咨询", "求助", "投诉", "举报", "建议"][matter.type] ?? ""}（${matter.topic}）` +
        `，办结时限至 ${words(Number(order.handling.dueAt?.seconds) * 1000)}`,
      s.title,
    );
    if (random() < 0.07) s.flags.push(OrderFlag.URGENT);
    if (random() < 0.05) s.flags.push(OrderFlag.SECRET);
    if (random() < 0.07) s.flags.push(OrderFlag.HARD);
    s.supervised = random() < 0.06;
    let step = received + 0.4 * hour;
    const limit = (started: number, text: string): void => {
      s.since = at(started);
      order.stageClock = deadline(started, text, now);
    };
    if (stage === OrderStage.AWAITING_ACCEPTANCE) limit(received, "1wd");
    else {
      line(of, step, "何丽", "order-accepted", `受理，派单时限至 ${words(step + day)}`);
      limit(step, "1wd");
    }
    if (!early) {
      step += (0.2 + random()) * hour;
      s.department = first;
      s.departmentName = nameOf(first);
      s.dispatchedAt = at(step);
      line(
        of,
        step,
        "何丽",
        "order-dispatched",
        `派单给${nameOf(first)}主办，签收时限至 ${words(step + 1.4 * day)}`,
        random() < 0.3 ? "请先联系来电人，核实楼栋房号。" : "",
      );
      limit(step, s.flags.includes(OrderFlag.URGENT) ? "2h" : "1wd");
      const refusals =
        stage === OrderStage.ADJUDICATION
          ? 2
          : stage === OrderStage.REFUSAL_PENDING
            ? 1
            : stage > OrderStage.ADJUDICATION && random() < 0.15
              ? 1
              : 0;
      for (let r = 0; r < refusals; r++) {
        const from = s.department;
        const proposed = matter.likely.find((code) => code !== from) ?? "XHJ";
        const duty = departments.find(({ code }) => code === from)?.duties[0];
        step += (1 + random() * 5) * hour;
        const reason = "经核实，现场不属于本单位权责清单所列情形，条款只涉及公共场所，本件发生在住宅室内。";
        order.refusals.push({
          $typeName: "opscenter.v1.OrderRefusal",
          department: from,
          departmentName: nameOf(from),
          clause: duty?.clause ?? "",
          clauseText: duty?.text ?? "",
          proposed,
          proposedName: nameOf(proposed),
          reason,
        });
        line(
          of,
          step,
          `${nameOf(from)} 刘洋`,
          "order-refused",
          `${nameOf(from)}退单，依据本单位职责第 ${duty?.clause ?? ""} 条，认为应由${nameOf(proposed)}办理`,
          reason,
        );
        s.lastWord = `${nameOf(from)}退单：${reason}`;
        s.refusals = r + 1;
        limit(step, "1wd");
        if (stage === OrderStage.ADJUDICATION && r === 1) {
          line(of, step, "系统", "adjudication-opened", "提交会商，裁定时限至 " + words(step + 4 * day), "再次退单");
          limit(step, "3wd");
        } else if (stage !== OrderStage.REFUSAL_PENDING) {
          step += hour;
          line(of, step, "何丽", "refusal-upheld", "退单成立，退回派单台", "条款与事实相符。");
          step += hour;
          s.department = proposed;
          s.departmentName = nameOf(proposed);
          line(of, step, "何丽", "order-dispatched", `派单给${nameOf(proposed)}主办`);
          s.dispatchedAt = at(step);
          limit(step, "1wd");
        }
      }
    }
    const lead = s.department;
    if (stage >= OrderStage.IN_PROGRESS && stage !== OrderStage.MERGED) {
      step += (1 + random() * 8) * hour;
      order.claimedAt = at(step);
      line(of, step, `${nameOf(lead)} 刘洋`, "order-claimed", `${nameOf(lead)}签收`);
      if (random() < 0.6) line(of, step + hour, `${nameOf(lead)} 刘洋`, "caller-contacted", `${nameOf(lead)}联系来电人`, "已电话联系，约定现场查看。");
      s.since = at(step);
      delete order.stageClock;
      if (i === 3 || random() < 0.25) {
        const assist = matter.likely.find((code) => code !== lead) ?? "XHJ";
        s.assisting.push(assist);
        order.assists.push({
          $typeName: "opscenter.v1.OrderAssist",
          department: assist,
          departmentName: nameOf(assist),
          note: "请协助核实现场，提供执法依据。",
          deadline: deadline(step, "5wd", now),
          answer: "",
        });
        line(of, step + 2 * hour, "何丽", "assist-added", `加派${nameOf(assist)}协办`, "请协助核实现场，提供执法依据。");
      }
      if (stage === OrderStage.IN_PROGRESS && random() < 0.16) {
        s.held = true;
        order.holdReason = "涉及多部门权属，待区政府专题会议研究。";
        order.heldUntil = at(now + 9 * day);
        order.pausedDays = 2.5;
        line(of, now - 2 * day, "何丽", "order-held", `疑难挂账，各时限暂停，最迟至 ${words(now + 9 * day)}`, order.holdReason);
      } else if (stage === OrderStage.IN_PROGRESS && random() < 0.18) {
        s.delayPending = order.delayUsed = true;
        order.delayDays = 5;
        line(of, now - 0.4 * day, `${nameOf(lead)} 刘洋`, "delay-asked", `${nameOf(lead)}申请延期 5 个工作日`, "需等待检测报告。");
      }
    }
    if (stage >= OrderStage.AWAITING_REVIEW && stage !== OrderStage.MERGED) {
      step += (1 + random() * 3) * day;
      order.answer = "经我局执法人员到现场核实，已约谈施工负责人，责令其于工作日 8:00–12:00、14:30–20:00 之外停止产生噪声的作业，并在楼道张贴施工告示。\n已将处理情况电话告知来电人，来电人表示理解。";
      order.answeredAt = at(step);
      line(of, step, `${nameOf(lead)} 刘洋`, "order-answered", `${nameOf(lead)}作出答复`, order.answer);
      limit(step, "1wd");
    }
    if (stage >= OrderStage.AWAITING_CALLBACK && stage !== OrderStage.MERGED) {
      step += 3 * hour;
      line(of, step, "梁伟", "answer-approved", "答复审核通过");
      limit(step, "3wd");
    }
    if (stage >= OrderStage.ORDER_CLOSED) {
      step += 5 * hour;
      Object.assign(order, { reached: true, solved: true, satisfied: random() < 0.8 });
      line(of, step, "周婷", "callback-recorded", `回访，已解决，${order.satisfied ? "满意" : "不满意"}`);
      line(of, step, "周婷", "order-closed", "办结");
      order.closedAt = at(step);
      delete order.stageClock;
      s.since = at(step);
      if (stage === OrderStage.ARCHIVED) line(of, step + day, "系统", "order-archived", "归档");
    }
    settle(of, now);
    orders.set(number, of);
  }
  return orders;
}

/** What a list shows of its clocks. */
export function settle(of: Invented, now: number): void {
  const { order } = of;
  const s = order.summary;
  if (!s) return;
  const open = ![OrderStage.ORDER_CLOSED, OrderStage.ARCHIVED, OrderStage.DECLINED].includes(s.stage);
  const own = s.stage === OrderStage.IN_PROGRESS || s.stage < OrderStage.AWAITING_REVIEW ? order.handling : undefined;
  const stage = s.stage === OrderStage.IN_PROGRESS ? order.handling : order.stageClock;
  if (own?.dueAt) s.dueAt = own.dueAt;
  if (stage?.dueAt && open && !s.held) s.stageDueAt = stage.dueAt;
  else delete s.stageDueAt;
  s.mark = open && !s.held ? (Math.max(own?.mark ?? 0, stage?.mark ?? 0) as ClockMark) : ClockMark.CLOCK_MARK_UNSPECIFIED;
  if (order.stageClock && s.mark > 0 && !of.story.some((line) => line.kind === "hotline.deadline-marked")) {
    const word = {
      [ClockMark.CLOCK_WARNING]: "预警：时限将到",
      [ClockMark.CLOCK_YELLOW]: "黄牌：已超过时限",
      [ClockMark.CLOCK_RED]: "红牌：已超过时限",
    }[s.mark as 1 | 2 | 3];
    line(of, now - 2 * hour, "系统", "deadline-marked", word);
  }
}
