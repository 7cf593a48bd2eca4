import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Definition } from "./definition";
import { useRegistry } from "./registry";

interface Shown {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  /** Clicked, not only hovered: stays until the next click. */
  readonly pinned: boolean;
}

const hoverTime = 6_000;
const pinnedTime = 30_000;
const shown = signal<Shown | undefined>(undefined);
/** The definitions that are listed; undefined: no list. */
const listed = signal<readonly string[] | undefined>(undefined);

/**
 * Shows what a number means: whatever carries `data-def` explains itself on hover and on click, key "?" lists all
 * numbers of the page. One for the whole page.
 */
export function Glossary() {
  const { definitions } = useRegistry();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const find = (e: Event): HTMLElement | undefined => {
      const element = e.target instanceof Element ? e.target.closest("[data-def]") : null;
      return element instanceof HTMLElement ? element : undefined;
    };
    const show = (element: HTMLElement, pinned: boolean): void => {
      const key = element.dataset["def"];
      if (key === undefined || !Object.hasOwn(definitions, key)) return;
      const box = element.getBoundingClientRect();
      shown.value = { key, x: box.left, y: box.bottom, pinned };
      // A mouse that was left lying on a wall must not cover its numbers for good.
      clearTimeout(timer);
      timer = setTimeout(() => (shown.value = undefined), pinned ? pinnedTime : hoverTime);
    };
    const over = (e: Event): void => {
      if (shown.peek()?.pinned) return;
      const element = find(e);
      if (element) show(element, false);
      else shown.value = undefined;
    };
    const click = (e: Event): void => {
      const element = find(e);
      // A number in a link has led to its page.
      if (element && !element.closest("a")) show(element, true);
      else shown.value = undefined;
    };
    const key = (e: KeyboardEvent): void => {
      if (e.target instanceof HTMLInputElement || e.target instanceof HTMLTextAreaElement) return;
      if (e.key === "?" || e.key === "?") listed.value = listed.peek() ? undefined : onPage(Object.keys(definitions));
      if (e.key === "Escape") {
        listed.value = undefined;
        shown.value = undefined;
      }
    };
    document.addEventListener("pointerover", over);
    document.addEventListener("click", click);
    document.addEventListener("keydown", key);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("pointerover", over);
      document.removeEventListener("click", click);
      document.removeEventListener("keydown", key);
    };
  }, []);

  return (
    <>
      {shown.value && !listed.value && <Note shown={shown.value} of={definitions[shown.value.key]} />}
      {listed.value && (
        <div class="glossary" role="dialog" aria-label="指标说明" onClick={() => (listed.value = undefined)}>
          <div class="glossary-page">
            <h2>指标说明 <small>按 ? 或 Esc 关闭</small></h2>
            <dl>
              {listed.value.map((key) => [key, definitions[key]] as const).map(([key, d]) => d && (
                <div key={key} class="glossary-item">
                  <dt>{d.name} <small>{d.unit}</small></dt>
                  <dd>{d.formula}{d.source && <small>{d.source}</small>}</dd>
                </div>
              ))}
            </dl>
          </div>
        </div>
      )}
    </>
  );
}

/** What the page shows now, in the order of the definitions; everything, when it shows nothing that is defined. */
function onPage(keys: string[]): string[] {
  const found = keys.filter((key) => document.querySelector(`[data-def="${key}"]`) !== null);
  return found.length > 0 ? found : keys;
}

function Note({ shown: { x, y }, of: d }: { shown: Shown; of: Definition | undefined }) {
  if (d === undefined) return null;
  const below = y < window.innerHeight * 0.75;
  const style = {
    left: `min(${Math.round(x)}px, calc(100vw - var(--note-width) - 1rem))`,
    ...(below ? { top: `${Math.round(y) + 8}px` } : { bottom: `${Math.round(window.innerHeight - y) + 56}px` }),
  };
  return (
    <div class="note" role="tooltip" style={style}>
      <b>{d.name}</b> <small>{d.unit}</small>
      <p>{d.formula}</p>
      {d.source && <small>{d.source}</small>}
    </div>
  );
}
