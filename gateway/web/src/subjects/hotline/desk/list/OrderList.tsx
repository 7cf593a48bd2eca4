import { useSignal } from "@preact/signals";
import type { OrderSummary } from "../../../../gen/opscenter/v1/hotline_pb";
import { isSignedOut } from "../../../../rpc";
import { go } from "../../../../shell/router";
import { sessionEnded } from "../../../../shell/session";
import { queuePath, searchAt } from "../address";
import { noFilters, numberIn, searchOf, type Filters } from "../filters";
import type { Queue } from "../queues";
import { useDesk } from "../setting";
import { FilterBar } from "./FilterBar";
import { OrderRows } from "./OrderRows";

/** A queue: what it is, how it is narrowed, and its orders. */
export function OrderList({ queue, filters, opened, touched, onOpen }: {
  queue: Queue;
  filters: Filters;
  /** The order that is shown beside it. */
  opened: string | undefined;
  /** What somebody has just done to an order here: shown at once, before the list is read again. */
  touched: OrderSummary | undefined;
  /** Told which order is opened; whether by the keyboard, which then goes on there. */
  onOpen: (number: string, byKey: boolean) => void;
}) {
  const { server, district, at, feed } = useDesk();
  const looking = useSignal("");
  const narrow = (changed: Filters): void => go(queuePath(district, queue.key, opened) + searchAt(at, changed), true);

  // A number leads to its order wherever that stands; what is no number of an order is searched for.
  const search = async (text: string): Promise<void> => {
    const number = numberIn(text);
    if (number !== "") {
      looking.value = number;
      try {
        const found = await server.hotline.getOrder({ district, number });
        onOpen(found.summary?.number ?? number, true);
        return;
      } catch (error) {
        if (isSignedOut(error)) return sessionEnded();
      } finally {
        looking.value = "";
      }
    }
    narrow({ ...filters, text });
  };

  const theme = feed.standing.value.theme;
  const count = theme && queue.count(theme);
  return (
    <section class="order-list" aria-label={queue.label} data-queue-list={queue.key}>
      <header class="list-head">
        <h1>
          {queue.label}
          {count !== undefined && (
            <b class="count">
              {queue.counts} {count}
            </b>
          )}
        </h1>
        <p class="muted ellipsis" title={queue.hint}>
          {looking.value ? `正在找 ${looking.value}…` : queue.hint}
        </p>
      </header>
      <FilterBar queue={queue} filters={filters} onChange={narrow} onSearch={(text) => void search(text)} />
      <OrderRows
        key={searchOf(filters)}
        queue={queue}
        filters={filters}
        opened={opened}
        touched={touched}
        onOpen={onOpen}
        onClear={() => narrow(noFilters)}
      />
    </section>
  );
}
