import { signal } from "@preact/signals";

/** What was done last, for the eye and for who hears the page; it goes by itself. */
export const said = signal("");

let timer: ReturnType<typeof setTimeout> | undefined;

export function say(sentence: string): void {
  clearTimeout(timer);
  said.value = sentence;
  timer = setTimeout(() => (said.value = ""), 5_000);
}
