import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import "./forms.css";

/** A question over the page. The browser keeps the focus in it and gives it back afterwards; Esc closes. */
export function Dialog({
  title,
  onClose,
  children,
  class: extra,
}: {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
  class?: string;
}) {
  const box = useRef<HTMLDialogElement>(null);
  // At once, so that a field with autofocus has it.
  useLayoutEffect(() => {
    const dialog = box.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  useEffect(() => {
    const dialog = box.current;
    const cancelled = (e: Event): void => {
      e.preventDefault();
      onClose();
    };
    dialog?.addEventListener("cancel", cancelled);
    return () => dialog?.removeEventListener("cancel", cancelled);
  }, [onClose]);
  return (
    <dialog
      ref={box}
      class={extra ? `dialog ${extra}` : "dialog"}
      aria-label={title}
      onMouseDown={(e) => {
        if (e.target === e.currentTarget) onClose();
      }}
    >
      <div class="dialog-page">
        <h2>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}
