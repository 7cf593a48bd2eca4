import type { ComponentChildren } from "preact";
import type { HotlineDeskTheme } from "../../../gen/opscenter/v1/hotline_pb";
import { lookOf } from "../words/marks";
import { rates, shareOf } from "../words/rates";
import { rateText } from "../../../shell/shares";
import { definitions, type DefinitionKey } from "../definitions";
import { isOld, wordsOf } from "../../../live/link";
import { Link } from "../../../shell/Link";
import { go, pathTo } from "../../../shell/router";
import { Shape } from "../../../shell/Shape";
import { clockMinutes } from "../../../shell/time";
import { queuePath, searchAt } from "./address";
import { centre } from "./desks";
import { marks, noFilters, type Filters } from "./filters";
import { queuesOf, type QueueKey } from "./queues";
import { useDesk } from "./setting";

/** Beside every page of orders: the queues with their counts, live; what else there is; how far the numbers can be trusted. */
export function QueueBar({ here, onKeys }: { here: QueueKey | "precedents" | "duties" | undefined; onKeys: () => void }) {
  const { district, desk, at, feed } = useDesk();
  const theme = feed.standing.value.theme;
  const link = feed.link.value;
  return (
    <nav class={isOld(link) ? "queue-bar is-old" : "queue-bar"} aria-label="工单">
      <DeskChooser />
      <ul class="queues">
        {queuesOf(desk).map((queue, i) => {
          const count = theme && queue.count(theme);
          const overdue = theme && queue.overdue?.(theme);
          return (
            <li key={queue.key} class={queue.key === "all" ? "queue-all" : ""}>
              <Link
                to={queuePath(district, queue.key) + searchAt(at, noFilters)}
                class="queue"
                aria-current={here === queue.key ? "page" : undefined}
              >
                <span class="queue-label" data-queue={queue.key}>
                  {queue.label}
                </span>
                {overdue !== undefined && overdue > 0 && (
                  <span class="queue-late m-red" data-def="unclaimed_overdue" data-metric={`${queue.key}.overdue`} data-value={overdue}>
                    <Shape d={lookOf(marks["red"] ?? 0).shape} />
                    {overdue}
                    <span class="unseen">单超时</span>
                  </span>
                )}
                <b class={count ? "" : "none"} data-def={queue.def} data-metric={`${queue.key}.count`} data-value={count ?? ""}>
                  {count ?? "–"}
                </b>
                {i < 10 && <kbd aria-hidden="true">{(i + 1) % 10}</kbd>}
              </Link>
            </li>
          );
        })}
      </ul>
      <Marks theme={theme} />
      {theme && desk !== centre && <Rates theme={theme} />}
      <ul class="queues">
        <li>
          <Link
            to={pathTo("desk", district, "precedents") + searchAt(at, noFilters)}
            class="queue"
            aria-current={here === "precedents" ? "page" : undefined}
          >
            <span class="queue-label" data-queue="precedents">
              先例
            </span>
          </Link>
        </li>
        <li>
          <Link
            to={pathTo("desk", district, "duties") + searchAt(at, noFilters)}
            class="queue"
            aria-current={here === "duties" ? "page" : undefined}
          >
            <span class="queue-label" data-queue="duties">
              单位与职责
            </span>
          </Link>
        </li>
      </ul>
      <p class="bar-foot">
        <span class={`link-word ${link.kind}`} role="status" data-metric="link" data-value={link.kind}>
          {wordsOf(link, clockMinutes(feed.standing.value.dataTime))}
        </span>
        <button type="button" class="button plain small" onClick={onKeys}>
          按键 <kbd>?</kbd>
        </button>
      </p>
    </nav>
  );
}

/** Whose desk is looked at: the centre's people see that of every department, a department its own. */
function DeskChooser() {
  const { district, desk, desks, info, feed } = useDesk();
  const known = info.departments;
  const shown = desks.centre ? known : known.filter((department) => desks.own.includes(department.code));
  const name =
    desk === centre ? "热线中心" : feed.standing.value.theme?.name || known.find((department) => department.code === desk)?.name || desk;
  if (shown.length + (desks.centre ? 1 : 0) < 2) return <p class="desk-name">{name}</p>;
  return (
    <select
      class="desk-name"
      name="desk"
      aria-label="工作台"
      value={desk}
      onChange={(e) => go(pathTo("desk", district) + searchAt(e.currentTarget.value, noFilters))}
    >
      {desks.centre && <option value={centre}>热线中心</option>}
      {shown.map((department) => (
        <option key={department.code} value={department.code}>
          {department.name}
        </option>
      ))}
      {desk !== centre && !shown.some((department) => department.code === desk) && <option value={desk}>{name}</option>}
    </select>
  );
}

/** How many are late, by the order's own clock; each leads to its list. */
function Marks({ theme }: { theme: HotlineDeskTheme | undefined }) {
  const { district, at } = useDesk();
  const counts = theme?.counts;
  const filter = (more: Partial<Filters>): string => queuePath(district, "all") + searchAt(at, { ...noFilters, open: "1", ...more });
  const rows: readonly [key: DefinitionKey, label: string, count: number | undefined, to: string][] = [
    ["warning", "预警", counts?.warning, filter({ mark: "warning" })],
    ["yellow", "黄牌", counts?.yellow, filter({ mark: "yellow" })],
    ["red", "红牌", counts?.red, filter({ mark: "red" })],
    ["urgent", "紧急", counts?.urgent, filter({ urgent: "1" })],
  ];
  return (
    <div class="bar-marks">
      {rows.map(([key, label, count, to]) => (
        <Link key={key} to={to} class={`bar-mark${key === "urgent" ? "" : ` m-${key}`}${count ? "" : " none"}`}>
          <span>{marks[key] !== undefined && <Shape d={lookOf(marks[key]).shape} />}{label}</span>
          <b data-def={key} data-metric={key} data-value={count ?? ""}>{count ?? "–"}</b>
        </Link>
      ))}
      <Today label="今日来电" value={counts?.receivedToday} def="received_today" />
      <Today label="今日办结" value={counts?.closedToday} def="closed_today" />
      <Today label="今日到期" value={counts?.dueToday} def="due_today" />
    </div>
  );
}

function Today({ label, value, def }: { label: ComponentChildren; value: number | undefined; def: DefinitionKey }) {
  return <span class="bar-mark" data-def={def}><span>{label}</span><b data-metric={def} data-value={value ?? ""}>{value ?? "–"}</b></span>;
}

/** A department's rates of the year, each with the division that it is. */
function Rates({ theme }: { theme: HotlineDeskTheme }) {
  const year = theme.year;
  return (
    <div class="bar-marks bar-rates">
      {rates.map((rate) => {
        const share = shareOf(rate, year);
        return (
          <span key={rate.key} class="bar-mark" data-def={rate.def} title={year ? `${rate.part(year)} ÷ ${rate.whole(year)}` : ""}>
            <span>今年{definitions[rate.def].name}</span>
            <b data-metric={`year.${rate.key}`} data-value={share ?? ""}>
              {share === undefined ? "—" : `${rateText(share)}%`}
            </b>
          </span>
        );
      })}
    </div>
  );
}
