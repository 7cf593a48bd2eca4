import { Link } from "./Link";
import "./forms.css";
import { path } from "./router";
import { hasRole, session } from "./session";

/** The way between the pages on which the product is set up; whoever only looks at halls has one page and needs none. */
export function SettingsNav() {
  if (!hasRole("operator")) return null;
  const district = session.value?.grants.map(({ place }) => /^\d{6}/.exec(place)?.[0]).find((found) => found !== undefined);
  const pages = [
    { to: "/start", label: "开始使用", here: path.value.startsWith("/start") },
    { to: "/halls", label: "大厅", here: path.value.startsWith("/halls") },
    ...(district === undefined ? [] : [
      { to: `/hotline/${district}`, label: "12345 热线", here: path.value.startsWith("/hotline") },
      { to: `/calendar/${district}`, label: "工作日历", here: path.value.startsWith("/calendar") },
    ]),
  ];
  return (
    <nav class="settings-nav" aria-label="设置">
      {pages.map(({ to, label, here }) => <Link key={to} to={to} aria-current={here ? "page" : undefined}>{label}</Link>)}
    </nav>
  );
}
