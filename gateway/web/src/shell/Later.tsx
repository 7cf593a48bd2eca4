import type { ComponentType } from "preact";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { reloadWhenOutdated } from "./freshness";

/** A component whose code is loaded when it is first shown, so that pages that do not show it stay small. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined;
  return function Later(props: Props) {
    const failed = useSignal(false);
    const tries = useSignal(0);
    useEffect(() => {
      if (loaded) return;
      let gone = false;
      load().then(
        (component) => {
          loaded = component;
          if (!gone) tries.value++;
        },
        () => {
          // The server may have been replaced by one that has this page under another name.
          void reloadWhenOutdated();
          if (!gone) failed.value = true;
        },
      );
      return () => { gone = true; };
    }, [failed.value]);
    const Loaded = (tries.value, loaded);
    if (Loaded) return <Loaded {...props} />;
    return (
      <main class="loading" aria-live="polite">
        {failed.value ? <button type="button" class="button" onClick={() => (failed.value = false)}>页面没有读取成功，点这里再试</button> : "正在读取页面…"}
      </main>
    );
  };
}
