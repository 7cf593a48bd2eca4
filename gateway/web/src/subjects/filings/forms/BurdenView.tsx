import { filings } from "../rpc";
import { Link } from "../../../shell/Link";
import { useAsked } from "../../../shell/useAsked";
import { pathOfList } from "../address";
import { Row } from "./FilingList";

/** 负担清单: everything that is asked of one place for the open periods, and what is asked twice. */
export function BurdenView({ district, place }: { district: string; place: string }) {
  const asked = useAsked(() => filings.getBurden({ district, place }), [district, place]);
  const burden = asked.value.value;
  if (asked.failure.value) return <p class="failure" role="alert">{asked.failure}</p>;
  if (!burden) return <p class="lead" role="status">正在读取…</p>;
  return (
    <>
      <p class="filing-back">
        <Link to={pathOfList(district)}>‹ 全部填报</Link>
      </p>
      <h1>{burden.placeName} · 本期清单</h1>
      <p class="lead">
        {burden.filings.length} 张表，{burden.fields} 项要填{burden.computed > 0 ? `，另有 ${burden.computed} 项由系统自动填好` : ""}。
      </p>
      {burden.askedTwice.length > 0 && (
        <section class="card twice" aria-label="重复填报">
          <b>下列 {burden.askedTwice.length} 项在不止一张表里要求填报：</b>
          <ul>
            {burden.askedTwice.map((field) => (
              <li key={field.indicator}>
                {field.name}（{field.indicator}）：{field.askedIn.join("、")}
              </li>
            ))}
          </ul>
        </section>
      )}
      <ul class="filing-cards">
        {burden.filings.map((row) => (
          <Row key={`${row.set}/${row.period}`} district={district} row={row} />
        ))}
      </ul>
      {burden.filings.length === 0 && <p class="lead filing-none">现在没有要填的表。</p>}
    </>
  );
}
