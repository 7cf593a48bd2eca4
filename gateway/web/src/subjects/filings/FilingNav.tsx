import { Link } from "../../shell/Link";
import { hasRole } from "../../shell/session";
import { pathOfBureau, pathOfList, type BureauPage } from "./address";

const pages: readonly { readonly page: BureauPage | "list"; readonly label: string }[] = [
  { page: "list", label: "填报" },
  { page: "rounds", label: "期次" },
  { page: "indicators", label: "指标与套表" },
  { page: "places", label: "区划" },
  { page: "people", label: "通讯录" },
  { page: "reminders", label: "催报" },
];

/** The way between the pages of whoever runs the filings; whoever only fills or reviews has one page and needs none. */
export function FilingNav({ district, here }: { district: string; here: BureauPage | "list" }) {
  if (!hasRole("operator")) return null;
  return (
    <nav class="filing-nav" aria-label="百千万填报">
      {pages.map(({ page, label }) => (
        <Link
          key={page}
          to={page === "list" ? pathOfList(district) : pathOfBureau(district, page)}
          aria-current={page === here ? "page" : undefined}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
