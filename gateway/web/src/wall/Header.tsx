import { useComputed, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Feed } from "../live/feed";
import { wordsOf } from "../live/link";
import { districtTime } from "../shell/districtClock";
import { paceWord } from "../shell/pace";
import { clock, clockMinutes, dayName } from "../shell/time";
import { centreName } from "./centre";
import { Tabs } from "./Tabs";
import type { Titled, Ways } from "./walls";

export function Header({ feed, ways }: { feed: Feed<Titled>; ways: Ways }) {
  const district = useComputed(() => feed.standing.value.theme?.district ?? "");
  const centre = useComputed(() => centreName(district.value));
  const name = useComputed(() => feed.standing.value.theme?.name ?? "");
  const day = useComputed(() => feed.standing.value.theme?.date ?? "");
  const date = useComputed(() => dayName(day.value));
  const time = useComputed(() => clock(feed.standing.value.dataTime));
  const raw = useComputed(() => (feed.standing.value.dataTime === undefined ? "" : new Date(feed.standing.value.dataTime).toISOString()));
  const now = useComputed(() => clockMinutes(districtTime.value));
  const pace = useComputed(() => paceWord(feed.standing.value.pace));
  const revision = useComputed(() => String(feed.standing.value.revision));
  const open = useSignal(false);
  useEffect(() => {
    const title = (): void => { document.title = name.value ? `${name.value} · ${centre.value}` : centre.value; };
    return name.subscribe(title);
  }, [feed]);
  return (
    <header class="wall-header">
      <div class="wall-title">
        <h1 class="ellipsis" title={centre}>
          {centre}
        </h1>
        {ways.choices.length > 1 ? (
          <div class="chooser">
            <button
              type="button"
              class="wall-hall"
              aria-haspopup="listbox"
              aria-expanded={open.value}
              onClick={() => (open.value = !open.value)}
            >
              <span class="ellipsis" title={name}>
                {name}
              </span>
              <span class="chevron" />
            </button>
            {open.value && (
              <ul role="listbox" class="choices">
                {ways.choices.map((choice) => (
                  <li key={`${choice.district}/${choice.code}`}>
                    <button
                      type="button"
                      onClick={() => {
                        open.value = false;
                        ways.onChoose(choice);
                      }}
                    >
                      {choice.name}
                    </button>
                  </li>
                ))}
              </ul>
            )}
          </div>
        ) : (
          <span class="wall-hall">
            <span class="ellipsis" title={name} data-metric="name" data-value={name}>
              {name}
            </span>
          </span>
        )}
      </div>
      <Tabs ways={ways} />
      <div class="wall-times">
        {pace.value && (
          <span class="wall-pace" role="note" data-pace>
            {pace}
          </span>
        )}
        <span class="wall-date" data-metric="date" data-value={day}>
          {date}
          <b class="wall-clock" data-clock={now}>
            {now}
          </b>
        </span>
        <span class="data-time" data-def="data_time">
          <span class="label">数据时间</span>
          <b data-metric="data_time" data-value={raw} data-revision={revision}>
            {time}
          </b>
        </span>
        <LinkState feed={feed} />
      </div>
    </header>
  );
}

function LinkState({ feed }: { feed: Feed<Titled> }) {
  const until = useComputed(() => clock(feed.standing.value.dataTime));
  const link = feed.link.value;
  const words = wordsOf(link, until.value);
  return (
    <span class={`link-state ${link.kind}`} role="status" data-metric="link" data-value={link.kind}>
      <i class="dot" />
      <span class="ellipsis" title={words}>
        {words}
      </span>
    </span>
  );
}
