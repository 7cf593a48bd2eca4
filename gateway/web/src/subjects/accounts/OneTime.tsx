import { useSignal } from "@preact/signals";

/** A one-time password, which is shown now and never again. */
export function OneTime({ name, password }: { name: string; password: string }) {
  const copied = useSignal(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(password);
      copied.value = true;
    } catch {
      // No leave, or no safe connection: it stands there to be marked and copied by hand.
      copied.value = false;
    }
  };
  return (
    <div class="once one-time" role="status">
      <p>
        账号 <b>{name}</b> 的一次性密码，只显示这一次：
      </p>
      <p class="one-time-row">
        <code tabIndex={0}>{password}</code>
        <button type="button" class="button small" onClick={() => void copy()}>
          {copied.value ? "已复制" : "复制"}
        </button>
      </p>
      <p class="muted">请当面或用可靠的方式交给使用人；首次登录时须改为自己的密码。</p>
    </div>
  );
}
