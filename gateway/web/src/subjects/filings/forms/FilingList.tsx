import { useSignal } from "@preact/signals";
import { Code, ConnectError } from "@connectrpc/connect";
import { FilingStage, type FilingSummary } from "../../../gen/opscenter/v1/filings_pb";
import { dayTime, untilText } from "../words/moments";
import { shortPlace } from "../words/rates";
import { filings, indicators } from "../rpc";
import { Link } from "../../../shell/Link";
import { NextStep } from "../../../start/NextStep";
import { hasRole, session } from "../../../shell/session";
import { useAsked } from "../../../shell/useAsked";
import { pathOfBurden, pathOfFiling } from "../address";
import { StageChip } from "./StageChip";
import { districtNow } from "../../../shell/districtClock";
import { indicatorsStep } from "../steps";

const pageSize = 50;

const tabs = [
  {
    key: "todo",
    label: "待填报",
    stages: [FilingStage.FILING_DUE, FilingStage.FILING_DRAFT, FilingStage.FILING_RETURNED, FilingStage.FILING_REOPENED],
  },
  {
    key: "review",
    label: "待审核",
    stages: [FilingStage.FILING_TOWN_REVIEW, FilingStage.FILING_DEPARTMENT_REVIEW, FilingStage.FILING_BUREAU_REVIEW],
  },
  { key: "done", label: "已通过", stages: [FilingStage.FILING_APPROVED, FilingStage.FILING_REPORTED] },
] as const;

type Tab = (typeof tabs)[number]["key"];

/** What is to be done, what waits for review, what is through; the most urgent first. */
export function FilingList({ district }: { district: string }) {
  const tab = useSignal<Tab>(hasRole("clerk", "town") ? "todo" : "review");
  const late = useSignal(false);
  const more = useSignal(1);
  const stages = tabs.find((each) => each.key === tab.value)?.stages ?? [];
  const asked = useAsked(
    async () => {
      const found: FilingSummary[] = [];
      let token = "";
      let total = 0;
      for (let page = 0; page < more.value && (page === 0 || token !== ""); page++) {
        const answer = await filings.listFilings({ district, stages: [...stages], onlyLate: late.value, pageSize, pageToken: token });
        found.push(...answer.filings);
        token = answer.nextPageToken;
        total = answer.total;
      }
      return { found, total };
    },
    [district, tab.value, late.value, more.value]);
  const list = asked.value.value;
  const own = (session.value?.grants ?? []).map((grant) => grant.place).filter((place) => /^\d{9,12}$/.test(place));
  return (
    <>
      <div class="filing-top">
        <h1>百千万填报</h1>
        <nav class="filing-links">
          {own.map((place) => (
            <Link key={place} to={pathOfBurden(district, place)}>
              本月清单
            </Link>
          ))}
        </nav>
      </div>
      <div class="filing-tabs" role="tablist">
        {tabs.map((each) => (
          <button
            key={each.key}
            type="button"
            role="tab"
            aria-selected={tab.value === each.key}
            onClick={() => {
              tab.value = each.key;
              more.value = 1;
            }}
          >
            {each.label}
          </button>
        ))}
        {tab.value === "todo" && (
          <label class="choice flat">
            <input type="checkbox" checked={late.value} onChange={(e) => (late.value = e.currentTarget.checked)} /> 只看逾期
          </label>
        )}
      </div>
      {asked.failure.value && (
        <p class="failure" role="alert">
          {asked.failure}
        </p>
      )}
      {list === undefined && !asked.failure.value && (
        <p class="lead" role="status">
          正在读取…
        </p>
      )}
      {list?.found.length === 0 && (
        <Empty
          district={district}
          sentence={tab.value === "todo" ? "没有待填报的内容。" : tab.value === "review" ? "没有等待审核的内容。" : "还没有通过的内容。"}
        />
      )}
      <ul class="filing-cards">
        {list?.found.map((row) => (
          <Row key={`${row.set}/${row.period}/${row.place}`} district={district} row={row} />
        ))}
      </ul>
      {list && list.found.length < list.total && (
        <p class="filing-more">
          <button type="button" class="button" onClick={() => more.value++}>
            再显示一些（共 {list.total} 份）
          </button>
        </p>
      )}
    </>
  );
}

/** Nothing to fill may mean that nothing is asked yet: then that is said instead. */
function Empty({ district, sentence }: { district: string; sentence: string }) {
  const asked = useAsked(async () => {
    try {
      await indicators.getIndicators({ district });
      return "asked";
    } catch (error) {
      if (error instanceof ConnectError && error.code === Code.NotFound) return "nothing";
      throw error;
    }
  }, [district]);
  return asked.value.value === "nothing"
    ? <div class="filing-none"><p class="lead">还没有发布指标和套表，所以没有要填的表。</p><NextStep step={indicatorsStep} /></div>
    : <p class="lead filing-none">{sentence}</p>;
}

export function Row({ district, row }: { district: string; row: FilingSummary }) {
  const waits =
    row.stage === FilingStage.FILING_DUE ||
    row.stage === FilingStage.FILING_DRAFT ||
    row.stage === FilingStage.FILING_RETURNED ||
    row.stage === FilingStage.FILING_REOPENED;
  return (
    <li>
      <Link
        class={row.isLate ? "filing-card late" : "filing-card"}
        to={pathOfFiling({ district, set: row.set, period: row.period, place: row.place })}
      >
        <span class="filing-card-head">
          <b>{row.setName}</b>
          <StageChip stage={row.stage} />
        </span>
        <span class="filing-card-name">
          {row.periodName} · {shortPlace(row.placeName)}
          {row.townName && row.townName !== row.placeName ? `（${row.townName}）` : ""}
        </span>
        <span class="filing-card-due">
          {waits
            ? `${dayTime(row.dueAt)} 截止 · ${untilText(row.dueAt, districtNow())}`
            : row.submittedAt
              ? `${dayTime(row.submittedAt)} 上报`
              : ""}
          {row.returns > 0 ? ` · 退回过 ${row.returns} 次` : ""}
        </span>
      </Link>
    </li>
  );
}
