import { useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { OrderStage } from "../../../../gen/opscenter/v1/hotline_pb";
import { stageName } from "../../words/stages";
import { Combobox } from "../../../../shell/Combobox";
import { SelectField, TextField } from "../../../../shell/fields";
import { centre } from "../desks";
import { complaintOf, countOf, noFilters, sortOf, type Filters } from "../filters";
import type { Queue } from "../queues";
import { departmentOptions, topicsOf, townOptions, useDesk } from "../setting";

const everyStage = Object.values(OrderStage).filter((stage): stage is OrderStage => typeof stage === "number" && stage > 0);
const markOptions = [
  { value: "", label: "不限" },
  { value: "warning", label: "预警及以上" },
  { value: "yellow", label: "黄牌及以上" },
  { value: "red", label: "红牌" },
];
const sortOptions = [{ value: "due", label: "时限近的在前" }, { value: "newest", label: "来电新的在前" }, { value: "oldest", label: "来电早的在前" }];

/** Options that hold what an address asks for, even where the list does not know it. */
const withValue = (options: readonly { value: string; label: string }[], value: string): readonly { value: string; label: string }[] =>
  options.some((option) => option.value === value) ? options : [...options, { value, label: value }];

/** Searching and narrowing: what is chosen stands in the address. */
export function FilterBar({ queue, filters, onChange, onSearch }: {
  queue: Queue;
  filters: Filters;
  onChange: (filters: Filters) => void;
  /** What was typed was sent off. */
  onSearch: (text: string) => void;
}) {
  const { info, desk } = useDesk();
  const text = useSignal(filters.text);
  const open = useSignal(false);
  const topics = useId();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => void (text.value = filters.text), [filters.text]);
  const count = countOf(filters);
  const complaint = complaintOf({ ...filters, text: text.value });
  const set = (change: Partial<Filters>): void => onChange({ ...filters, ...change });
  return (
    <div class="filter-bar">
      <form
        role="search"
        class="search"
        onSubmit={(e) => {
          e.preventDefault();
          if (complaint === "") onSearch(text.value.trim());
        }}
      >
        <input
          ref={box}
          type="search"
          name="q"
          data-search
          aria-label="搜索标题、地址、内容，或输入工单号"
          placeholder="搜索标题、地址、内容，或输入工单号"
          value={text}
          aria-invalid={complaint !== ""}
          onInput={(e) => {
            text.value = e.currentTarget.value;
            // The cross of the field empties the search at once.
            if (text.value === "" && filters.text !== "") set({ text: "" });
          }}
        />
        <kbd aria-hidden="true">/</kbd>
      </form>
      <select
        name="sort"
        class="plain-select"
        aria-label="排序"
        value={sortOf(queue, filters)}
        onChange={(e) => set({ sort: e.currentTarget.value })}
      >
        {sortOptions.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <button type="button" class="button small" aria-expanded={open} data-filters onClick={() => (open.value = !open.value)}>
        筛选{count > 0 ? ` ${count}` : ""}
      </button>
      {complaint !== "" && (
        <p class="failure" role="alert">
          {complaint}
        </p>
      )}
      {open.value && (
        <div class="filters" role="group" aria-label="筛选">
          {queue.stages.length === 0 && queue.key === "all" && (
            <SelectField
              name="stage"
              label="环节"
              value={filters.stage}
              options={[{ value: "", label: "不限" }, ...everyStage.map((stage) => ({ value: String(stage), label: stageName(stage) }))]}
              onChoose={(stage) => set({ stage })}
            />
          )}
          <TextField
            name="topic"
            label="事项"
            value={filters.topic}
            list={topics}
            placeholder="如 城乡建设"
            onCommit={(topic) => set({ topic: topic.trim() })}
          />
          <datalist id={topics}>
            {topicsOf(info).map((topic) => (
              <option key={topic} value={topic} />
            ))}
          </datalist>
          <SelectField
            name="place"
            label="镇街"
            value={filters.place}
            options={withValue([{ value: "", label: "不限" }, ...townOptions(info)], filters.place)}
            onChoose={(place) => set({ place })}
          />
          {desk === centre && (
            <Combobox
              name="department"
              label="承办单位"
              value={filters.department}
              options={departmentOptions(info)}
              placeholder="不限"
              onChoose={(department) => set({ department })}
            />
          )}
          <SelectField name="mark" label="时限" value={filters.mark} options={markOptions} onChoose={(mark) => set({ mark })} />
          <TextField name="from" type="date" label="来电自" value={filters.from} onInput={(from) => set({ from })} />
          <TextField name="to" type="date" label="来电至" value={filters.to} onInput={(to) => set({ to })} />
          <label class="choice flat">
            <input
              type="checkbox"
              name="urgent"
              checked={filters.urgent === "1"}
              onChange={(e) => set({ urgent: e.currentTarget.checked ? "1" : "" })}
            />
            只看紧急
          </label>
          {queue.key === "all" && (
            <label class="choice flat">
              <input
                type="checkbox"
                name="open"
                checked={filters.open === "1"}
                onChange={(e) => set({ open: e.currentTarget.checked ? "1" : "" })}
              />
              只看在办
            </label>
          )}
          <button
            type="button"
            class="button small"
            disabled={count === 0}
            onClick={() => onChange({ ...noFilters, text: filters.text, sort: filters.sort })}
          >
            清除
          </button>
        </div>
      )}
    </div>
  );
}
