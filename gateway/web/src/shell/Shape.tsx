/** A small shape in the colour of the text around it. */
export function Shape({ d, class: extra }: { d: string; class?: string }) {
  return (
    <svg class={extra ? `shape ${extra}` : "shape"} viewBox="0 0 16 16" aria-hidden="true">
      <path d={d} fill="currentColor" fill-rule="evenodd" />
    </svg>
  );
}
