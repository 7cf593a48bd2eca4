import { expect, test } from "vitest";
import { keepPlace, Paged, rowAt, stepFrom, type Page } from "./paged";

interface Row {
  readonly id: string;
  readonly text: string;
}

/** A table of so many rows, read by keyset; every reading waits until the test lets it go on. */
class Table {
  rows: Row[];
  readonly asked: { token: string; size: number }[] = [];
  failing = false;
  #gates: (() => void)[] = [];

  constructor(count: number) {
    this.rows = Array.from({ length: count }, (_, i) => ({ id: String(i).padStart(4, "0"), text: "a" }));
  }

  readonly read = async (token: string, size: number): Promise<Page<Row>> => {
    this.asked.push({ token, size });
    await new Promise<void>((resolve) => this.#gates.push(resolve));
    if (this.failing) throw new Error("away");
    const rest = this.rows.filter((row) => row.id > token);
    const rows = rest.slice(0, size);
    return { rows, next: rest.length > size ? (rows.at(-1)?.id ?? "") : "" };
  };

  /** Lets readings go on until nobody waits. */
  async answer(): Promise<void> {
    for (let gate = this.#gates.shift(); gate; gate = this.#gates.shift()) {
      gate();
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
}

const listOf = (table: Table, more: { fits?: (row: Row) => boolean; most?: number } = {}): Paged<Row> =>
  new Paged({ read: table.read, keyOf: (row) => row.id, same: (a, b) => a.text === b.text, pageSize: 10, largest: 25, most: 40, ...more });

async function shown(list: Paged<Row>, table: Table): Promise<string[]> {
  await table.answer();
  return list.rows.value.map((row) => row.id);
}

test("pages follow each other until there are no more", async () => {
  const table = new Table(23);
  const list = listOf(table);
  void list.again();
  expect(await shown(list, table)).toHaveLength(10);
  void list.loadMore();
  expect(await shown(list, table)).toHaveLength(20);
  expect(list.more.value).toBe(true);
  void list.loadMore();
  expect(await shown(list, table)).toHaveLength(23);
  expect(list.more.value).toBe(false);
  expect(table.asked.map((page) => page.token)).toEqual(["", "0009", "0019"]);
});

test("scrolling fast asks once", async () => {
  const table = new Table(50);
  const list = listOf(table);
  void list.again();
  await table.answer();
  void list.loadMore();
  void list.loadMore();
  void list.loadMore();
  await table.answer();
  expect(table.asked).toHaveLength(2);
});

test("reading again replaces as many rows as are shown, in one step, and keeps what did not change", async () => {
  const table = new Table(50);
  const list = listOf(table);
  void list.again();
  await table.answer();
  void list.loadMore();
  await table.answer();
  void list.loadMore();
  await table.answer();
  const first = list.rows.value[0];
  table.rows = table.rows.filter((row) => row.id !== "0003").map((row) => (row.id === "0005" ? { ...row, text: "b" } : row));
  const seen: number[] = [];
  const stop = list.rows.subscribe((rows) => seen.push(rows.length));
  void list.again();
  await table.answer();
  stop();
  expect(seen).toEqual([30, 30]);
  expect(list.rows.value[0]).toBe(first);
  expect(list.rows.value.some((row) => row.id === "0003")).toBe(false);
  expect(list.rows.value.find((row) => row.id === "0005")?.text).toBe("b");
  // 25 at the most in one reading.
  expect(table.asked.slice(3)).toEqual([{ token: "", size: 25 }, { token: "0025", size: 5 }]);
});

test("a change during a reading is read afterwards", async () => {
  const table = new Table(5);
  const list = listOf(table);
  void list.again();
  void list.again();
  void list.again();
  await table.answer();
  expect(table.asked).toHaveLength(2);
});

test("rows that do not belong are passed over until the page is full", async () => {
  const table = new Table(100);
  const list = listOf(table, { fits: (row) => Number(row.id) % 5 === 0 });
  void list.again();
  expect(await shown(list, table)).toEqual(["0000", "0005", "0010", "0015", "0020", "0025", "0030", "0035", "0040", "0045"]);
});

test("there is an end to what is kept, and it is said", async () => {
  const table = new Table(100);
  const list = listOf(table);
  for (let i = 0; i < 6; i++) {
    void (i === 0 ? list.again() : list.loadMore());
    await table.answer();
  }
  expect(list.rows.value).toHaveLength(40);
  expect([list.more.value, list.full.value]).toEqual([false, true]);
});

test("a failure keeps what is shown; the next reading mends it", async () => {
  const table = new Table(5);
  const list = listOf(table);
  void list.again();
  await table.answer();
  table.failing = true;
  void list.again();
  await table.answer();
  expect(list.state.value.kind).toBe("failed");
  expect(list.rows.value).toHaveLength(5);
  table.failing = false;
  void list.again();
  await table.answer();
  expect(list.state.value.kind).toBe("ready");
});

test("a closed list takes no late answer", async () => {
  const table = new Table(5);
  const list = listOf(table);
  void list.again();
  list.close();
  expect(await shown(list, table)).toEqual([]);
});

test("a row that is patched changes where it stands; one that is not shown does not come in", async () => {
  const table = new Table(3);
  const list = listOf(table);
  void list.again();
  await table.answer();
  list.patch({ id: "0001", text: "new" });
  list.patch({ id: "0009", text: "new" });
  expect(list.rows.value.map((row) => row.text)).toEqual(["a", "new", "a"]);
});

test("a step goes on from the row; from a row that is gone, to the one in its place", () => {
  const keys = ["a", "b", "c"];
  expect(stepFrom(undefined, keys, 1)).toEqual({ key: "a", index: 0 });
  expect(stepFrom({ key: "a", index: 0 }, keys, 1)).toEqual({ key: "b", index: 1 });
  expect(stepFrom({ key: "c", index: 2 }, keys, 1)).toEqual({ key: "c", index: 2 });
  expect(stepFrom({ key: "a", index: 0 }, keys, -1)).toEqual({ key: "a", index: 0 });
  expect(stepFrom({ key: "gone", index: 1 }, keys, 1)).toEqual({ key: "b", index: 1 });
  expect(stepFrom({ key: "gone", index: 1 }, keys, -1)).toEqual({ key: "a", index: 0 });
  expect(stepFrom({ key: "gone", index: 9 }, keys, 1)).toEqual({ key: "c", index: 2 });
  expect(stepFrom({ key: "a", index: 0 }, [], 1)).toBeUndefined();
});

test("there is a row at every place as long as there are rows", () => {
  expect([
    rowAt(undefined, ["a", "b"]),
    rowAt({ key: "b", index: 0 }, ["a", "b"]),
    rowAt({ key: "gone", index: 1 }, ["a", "b"]),
    rowAt({ key: "gone", index: 7 }, ["a", "b"]),
  ]).toEqual(["a", "b", "b", "b"]);
  expect(rowAt({ key: "gone", index: 0 }, [])).toBeUndefined();
});

test("the place follows its row, and remembers where that was", () => {
  expect(keepPlace(undefined, ["a", "b"])).toEqual({ key: "a", index: 0 });
  expect(keepPlace({ key: "b", index: 1 }, ["x", "a", "b"])).toEqual({ key: "b", index: 2 });
  expect(keepPlace({ key: "b", index: 1 }, ["a", "c"])).toEqual({ key: "b", index: 1 });
});
