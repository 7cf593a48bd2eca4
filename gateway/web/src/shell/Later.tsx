import type { ComponentType } from "preact";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { reloadWhenOutdated } from "./freshness";

/** A component whose code is loaded when it is first shown, so that pages that do not show it stay small. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined;
  return function Later(props: Props) {
    const state = useSignal<"loading" | "there" | "failed">(loaded ? "there" : "loading");
    useEffect(() => {
      if (state.value !== "loading") return;
      let gone = false;
      const end = (as: "there" | "failed"): void => { if (!gone) state.value = as; };
      load().then(
        (component) => {
          loaded = component;
          end("there");
        },
        () => {
          // The server may have been replaced by one that has this page under another name.
          void reloadWhenOutdated();
          end("failed");
        },
      );
      return () => { gone = true; };
    }, [state.value]);
    const Loaded = loaded;
    if (Loaded && state.value === "there") return <Loaded {...props} />;
    return (
      <main class="loading" aria-live="polite">
        {state.value === "failed"
          ? <button type="button" class="button" onClick={() => (state.value = "loading")}>页面没有读取成功，点这里再试</button>
          : "正在读取页面…"}
      </main>
    );
  };
}
