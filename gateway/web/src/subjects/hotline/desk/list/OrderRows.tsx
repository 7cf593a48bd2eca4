import { equals } from "@bufbuild/protobuf";
import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { OrderSummarySchema, type OrderSummary } from "../../../../gen/opscenter/v1/hotline_pb";
import { lackOf } from "../../../../live/link";
import { readingOf } from "../../../../live/standing";
import { isSignedOut, sentenceOf } from "../../../../rpc";
import { keyLevels, useKeys } from "../../../../shell/keys";
import { keepPlace, Paged, rowAt, stepFrom, type Place } from "../../../../shell/paged";
import { sessionEnded } from "../../../../shell/session";
import { useKeepFocus } from "../../../../shell/useKeepFocus";
import { queuePath, searchAt } from "../address";
import { complaintOf, countOf, requestOf, type Filters } from "../filters";
import { sparesDepartment, standsIn, type Queue } from "../queues";
import { useDesk } from "../setting";
import { useChanges } from "../useChanges";
import { OrderRow } from "./OrderRow";

const heads = [
  ["number", "工单号"],
  ["type", "类型"],
  ["title", "标题"],
  ["topic", "事项"],
  ["town", "镇街"],
  ["department", "承办单位"],
  ["stage", "环节"],
  ["since", "停留"],
  ["due", "时限"],
] as const;

/** The orders of a queue with its filters: live, page by page, walked through with the keyboard. Other filters are another list. */
export function OrderRows({ queue, filters, opened, touched, onOpen, onClear }: {
  queue: Queue;
  filters: Filters;
  opened: string | undefined;
  touched: OrderSummary | undefined;
  onOpen: (number: string, byKey: boolean) => void;
  onClear: () => void;
}) {
  const { server, district, desk, at, now } = useDesk();
  const lack = useSignal("");
  const list = useMemo(() => new Paged<OrderSummary>({
    read: async (token, size, abort) => {
      const answer = await server.hotline.listOrders(requestOf(district, desk, queue, filters, token, size), { signal: abort });
      lack.value = lackOf(readingOf(answer.reading));
      return { rows: answer.orders, next: answer.nextPageToken };
    },
    keyOf: (order) => order.number,
    ...(queue.fits ? { fits: (order: OrderSummary) => standsIn(queue, order, desk) } : {}),
    same: (before, after) => equals(OrderSummarySchema, before, after),
    pageSize: 50, largest: 200, most: 1_000,
  }), []);
  const box = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const place = useSignal<Place | undefined>(undefined);
  const keys = useComputed(() => list.rows.value.map((order) => order.number));
  const current = useComputed(() => rowAt(place.value, keys.value));
  const canBeAsked = complaintOf(filters) === "";

  useEffect(() => {
    if (canBeAsked) void list.again();
    return () => list.close();
  }, []);
  useChanges(() => { if (canBeAsked) void list.again(); });
  useSignalEffect(() => {
    const { value } = list.state;
    if (value.kind === "failed" && isSignedOut(value.error)) sessionEnded();
  });
  useSignalEffect(() => {
    place.value = keepPlace(place.peek(), keys.value);
  });
  useEffect(() => {
    if (opened !== undefined) place.value = { key: opened, index: Math.max(0, keys.peek().indexOf(opened)) };
  }, [opened]);
  useEffect(() => {
    if (touched) list.patch(touched);
  }, [touched]);

  // The end of the list comes into sight: what follows is read. Again for every page, since a page may not fill the room.
  const rows = list.rows.value;
  useEffect(() => {
    if (!end.current || !box.current) return;
    const seen = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void list.loadMore();
      },
      { root: box.current, rootMargin: "400px" },
    );
    seen.observe(end.current);
    return () => seen.disconnect();
  }, [rows.length]);

  const rowOf = (number: string): HTMLElement | undefined =>
    [...(box.current?.querySelectorAll<HTMLElement>("[data-number]") ?? [])].find((row) => row.dataset["number"] === number);
  useKeepFocus(box, () => (current.value === undefined ? undefined : rowOf(current.value)));
  const step = (by: 1 | -1): boolean => {
    const next = stepFrom(place.value, keys.value, by);
    if (!next) return false;
    place.value = next;
    const row = rowOf(next.key);
    row?.scrollIntoView({ block: "nearest" });
    row?.focus({ preventScroll: true });
    // In a narrow window the list is not shown beside the order: the keyboard goes on there.
    if (opened !== undefined && next.key !== opened) onOpen(next.key, document.activeElement !== row);
    if (next.index > keys.value.length - 10) void list.loadMore();
    return true;
  };
  useKeys(keyLevels.page, ({ key, writing }, e) => {
    // Out of the search field into the list.
    if (writing) return key === "ArrowDown" && e.target instanceof HTMLInputElement && e.target.dataset["search"] !== undefined && step(1);
    const inList = e.target === document.body || (e.target instanceof Node && box.current?.contains(e.target) === true);
    switch (key) {
      case "j": return step(1);
      case "k": return step(-1);
      case "ArrowDown": return inList && step(1);
      case "ArrowUp": return inList && step(-1);
      default: return false;
    }
  });

  // The same for all rows and drawings, so that a row is redrawn only when it has changed.
  const openNow = useRef(onOpen);
  openNow.current = onOpen;
  const { rowOpened, rowFocused } = useMemo(() => ({
    rowOpened: (number: string, byKey: boolean) => openNow.current(number, byKey),
    rowFocused: (number: string) => void (place.value = { key: number, index: keys.peek().indexOf(number) }),
  }), []);

  const state = list.state.value;
  return (
    <>
      {state.kind === "failed" && (
        <p class="list-failure" role="alert">
          {sentenceOf(state.error)}
          <button type="button" class="button small" onClick={() => void list.again()}>
            重新读取
          </button>
        </p>
      )}
      {lack.value !== "" && (
        <p class="list-failure" role="status">
          {lack.value}
        </p>
      )}
      <div
        ref={box}
        class={`rows-box${queue.stages.length === 1 ? " one-stage" : ""}${sparesDepartment(queue, desk) ? " no-department" : ""}`}
        role="grid"
        aria-label={queue.label}
        aria-rowcount={list.more.value ? -1 : rows.length}
        aria-busy={state.kind === "loading"}
        data-rows={rows.length}
      >
        <div role="row" class="order-row order-heads">
          {heads.map(([name, label]) => (
            <span key={name} role="columnheader" class={`c-${name}`}>
              {label}
            </span>
          ))}
        </div>
        {rows.map((order) => (
          <OrderRow
            key={order.number}
            order={order}
            now={now.value}
            href={queuePath(district, queue.key, order.number) + searchAt(at, filters)}
            current={current.value === order.number}
            opened={order.number === opened}
            gone={!standsIn(queue, order, desk)}
            showStage={queue.stages.length !== 1}
            onOpen={rowOpened}
            onFocus={rowFocused}
          />
        ))}
        {rows.length === 0 && state.kind === "loading" && canBeAsked && <div class="rows-none muted">正在读取…</div>}
        {rows.length === 0 && state.kind === "ready" && (
          <div class="rows-none">
            {filters.text !== "" || countOf(filters) > 0 ? (
              <>
                没有符合条件的工单。
                <button type="button" class="button small" onClick={onClear}>
                  清除条件
                </button>
              </>
            ) : (
              `${queue.label}：现在没有工单。`
            )}
          </div>
        )}
        {list.more.value && rows.length > 0 && (
          <div ref={end} class="rows-more muted">
            正在读取更多…
          </div>
        )}
        {list.full.value && <div class="rows-more muted">只显示前 {rows.length.toLocaleString("en")} 单，请用搜索或筛选缩小范围。</div>}
      </div>
    </>
  );
}
