import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { HotlineInfo, OrderSummary } from "../../../gen/opscenter/v1/hotline_pb";
import { keyLevels, useKeys } from "../../../shell/keys";
import { back, go } from "../../../shell/router";
import { session } from "../../../shell/session";
import { Shell } from "../../../shell/Shell";
import { queuePath, searchAt, type DeskAddress } from "./address";
import type { Desks } from "./desks";
import { DutiesPage } from "./DutiesPage";
import { noFilters } from "./filters";
import { KeyHelp } from "./KeyHelp";
import { OrderList } from "./list/OrderList";
import { OrderView } from "./order/OrderView";
import { PrecedentsPage } from "./precedents/PrecedentsPage";
import { QueueBar } from "./QueueBar";
import { firstQueue, queueOf, queuesOf, type QueueKey } from "./queues";
import { said } from "./said";
import { DeskSettingProvider, type DeskServer, type DeskSetting } from "./setting";
import { districtNow } from "../../../shell/districtClock";

const minute = 60_000;

/** One desk: its queues, the list of one of them, and the order that is open. Another desk is another page. */
export function Desk({ server, district, desk, at, desks, info, address }: {
  server: DeskServer;
  district: string;
  desk: string;
  at: string;
  desks: Desks;
  info: HotlineInfo;
  address: DeskAddress;
}) {
  const feed = useMemo(() => server.watch(district, desk), []);
  useEffect(() => feed.close, []);
  const now = useComputed(() => {
    // Ages in lists are in minutes: they need not be drawn each second.
    const at = feed.sourceNow.value ?? districtNow();
    return Math.floor(at / minute) * minute;
  });
  const setting: DeskSetting = { server, district, desk, at, desks, info, feed, now };
  const keysShown = useSignal(false);
  const byKey = useSignal(false);
  const touched = useSignal<OrderSummary | undefined>(undefined);
  const main = useRef<HTMLDivElement>(null);

  const { view, filters } = address;
  const queue: QueueKey = view.kind === "queue" && view.queue && queuesOf(desk).some(({ key }) => key === view.queue)
    ? view.queue
    : firstQueue(session.value?.grants.map((grant) => grant.role) ?? []);
  const shown = queuesOf(desk).some(({ key }) => key === queue) ? queueOf(queue) : (queuesOf(desk)[0] ?? queueOf("all"));
  const opened = view.kind === "queue" || view.kind === "order" ? view.number : undefined;
  const here = view.kind === "queue" ? shown.key : view.kind === "order" ? undefined : view.kind;
  useEffect(() => {
    document.title = `${opened ?? (view.kind === "precedents" ? "先例" : view.kind === "duties" ? "单位与职责" : shown.label)} · 工单`;
  }, [opened, view.kind, shown.key]);

  // Walking from order to order leaves no trail: one step back leads out of the list.
  const open = (number: string, key: boolean): void => {
    byKey.value = key;
    go(queuePath(district, shown.key, number) + searchAt(at, filters), opened !== undefined);
  };
  const close = (): void => {
    if (view.kind === "order") return back(queuePath(district, shown.key) + searchAt(at, noFilters));
    const number = opened;
    go(queuePath(district, shown.key) + searchAt(at, filters), true);
    // The keyboard goes on in the list, where it came from.
    requestAnimationFrame(() =>
      main.current?.querySelector<HTMLElement>(`[data-number="${CSS.escape(number ?? "")}"], [data-number][tabindex="0"]`)?.focus(),
    );
  };

  useKeys(keyLevels.page, ({ key, writing }, e) => {
    if (key === "Escape" && e.target instanceof HTMLInputElement && e.target.dataset["search"] !== undefined) {
      e.target.blur();
      return true;
    }
    if (writing) return false;
    if (key === "?") {
      keysShown.value = true;
      return true;
    }
    if (key === "/") {
      const search = main.current?.querySelector<HTMLInputElement>("[data-search]");
      search?.focus();
      search?.select();
      return search !== null && search !== undefined;
    }
    if (/^\d$/.test(key)) {
      const chosen = queuesOf(desk)[(Number(key) + 9) % 10];
      if (chosen) go(queuePath(district, chosen.key) + searchAt(at, noFilters));
      return chosen !== undefined;
    }
    return false;
  });

  return (
    <DeskSettingProvider value={setting}>
      <Shell wide>
        <div class={`desk ${opened === undefined ? "" : view.kind === "order" ? "alone" : "split"}`} ref={main} data-desk={desk}>
          <QueueBar here={here} onKeys={() => (keysShown.value = true)} />
          {view.kind === "queue" && (
            <OrderList key={shown.key} queue={shown} filters={filters} opened={opened} touched={touched.value} onOpen={open} />
          )}
          {view.kind === "precedents" && <PrecedentsPage />}
          {view.kind === "duties" && <DutiesPage />}
          {opened !== undefined && (
            <OrderView
              key={opened}
              number={opened}
              takesFocus={byKey.value || view.kind === "order"}
              onClose={close}
              onTouched={(summary) => (touched.value = summary)}
            />
          )}
        </div>
        <p class={said.value ? "said" : "said unseen"} role="status" data-said>
          {said.value}
        </p>
        {keysShown.value && <KeyHelp onClose={() => (keysShown.value = false)} />}
      </Shell>
    </DeskSettingProvider>
  );
}

