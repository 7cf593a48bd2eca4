import type { Said } from "./useDoing";

export function SaidLine({ said }: { said: Said | undefined }) {
  return <div role="status" aria-live="polite">{said && <p class={said.good ? "success" : "failure"}>{said.text}</p>}</div>;
}
