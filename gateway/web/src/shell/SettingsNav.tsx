import { Link } from "./Link";
import "./forms.css";
import { firstPart, namesIn, pathOfPattern } from "./pattern";
import { useRegistry } from "./registry";
import { path } from "./router";
import { hasRole, session } from "./session";

/** The way between the pages on which the product is set up; whoever only looks at halls has one page and needs none. */
export function SettingsNav() {
  const { settings } = useRegistry();
  if (!hasRole("operator")) return null;
  const district = session.value?.grants.map(({ place }) => /^\d{6}/.exec(place)?.[0]).find((found) => found !== undefined);
  const pages = settings.filter((page) => district !== undefined || namesIn(page.path).length === 0);
  const here = firstPart(path.value);
  return (
    <nav class="settings-nav" aria-label="设置">
      {pages.map((page) => {
        const to = pathOfPattern(page.path, { district: district ?? "" });
        return <Link key={to} to={to} aria-current={here === firstPart(to) ? "page" : undefined}>{page.label}</Link>;
      })}
    </nav>
  );
}
