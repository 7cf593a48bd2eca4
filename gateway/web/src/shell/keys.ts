import { useEffect, useRef } from "preact/hooks";

/** A key that was pressed and that the browser does not need itself. */
export interface Press {
  /**
   * "a" … "z" and "0" … "9" by their place on the keyboard, so that an input method in between does no harm; "/", "?", "Ctrl+Enter", else
   * as the browser names it.
   */
  readonly key: string;
  /** Somebody is writing: a letter belongs to the text. */
  readonly writing: boolean;
}

type KeyFacts = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "isComposing">;

/** What a keyboard event means; undefined: nothing of ours. Pure. */
export function pressOf(e: KeyFacts, writing: boolean): Press | undefined {
  if (e.isComposing || e.altKey) return undefined;
  if (e.ctrlKey || e.metaKey) return e.key === "Enter" ? { key: "Ctrl+Enter", writing } : undefined;
  // A Chinese input method makes 、 of the slash and ？ of the question mark.
  if (e.key === "?" || e.key === "？") return { key: "?", writing };
  if (e.code === "Slash" && !e.shiftKey) return { key: "/", writing };
  const plain = /^(?:Key([A-Z])|(?:Digit|Numpad)(\d))$/.exec(e.code);
  if (plain) return e.shiftKey ? undefined : { key: (plain[1] ?? plain[2] ?? "").toLowerCase(), writing };
  return { key: e.key, writing };
}

/** Whether a place takes text, so that letters are not commands there. */
export function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit", "file"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

/** Answers whether it has done something; then nobody else hears of the key. */
export type KeyHandler = (press: Press, e: KeyboardEvent) => boolean;

/** Who hears a key first: a form before the detail that it belongs to, that before the page. */
export const keyLevels = { page: 0, detail: 1, form: 2, dialog: 3 } as const;

interface Listener {
  readonly level: number;
  readonly hear: KeyHandler;
}

const listeners: Listener[] = [];

// On the body, so that it comes before what listens on the document.
function heard(e: KeyboardEvent): void {
  if (e.defaultPrevented) return;
  const press = pressOf(e, takesText(e.target));
  if (!press) return;
  for (const listener of [...listeners].sort((a, b) => b.level - a.level)) {
    if (!listener.hear(press, e)) continue;
    e.preventDefault();
    e.stopPropagation();
    return;
  }
}

/** Hears keys while the component is shown. A modal dialog of the browser keeps them to itself. */
export function useKeys(level: number, hear: KeyHandler): void {
  const newest = useRef(hear);
  newest.current = hear;
  useEffect(() => {
    const listener: Listener = {
      level,
      hear: (press, e) => (document.querySelector("dialog:modal") && level < keyLevels.dialog ? false : newest.current(press, e)),
    };
    if (listeners.length === 0) document.body.addEventListener("keydown", heard);
    listeners.push(listener);
    return () => {
      listeners.splice(listeners.indexOf(listener), 1);
      if (listeners.length === 0) document.body.removeEventListener("keydown", heard);
    };
  }, [level]);
}
