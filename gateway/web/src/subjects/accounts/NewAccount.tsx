import { useSignal } from "@preact/signals";
import { SaidLine } from "../../shell/Said";
import { useDoing } from "../../shell/useDoing";
import { accounts } from "./rpc";
import { Dialog } from "../../shell/Dialog";
import { TextField } from "../../shell/fields";
import { GrantFields, type GrantChoice } from "./GrantFields";
import { OneTime } from "./OneTime";
import { nameFor, type Directory } from "./words";

// What is shown only once does not go away by a stray click.
const stay = (): void => undefined;

/** A new account, and its one-time password once it is made. */
export function NewAccount({
  directory,
  onClose,
  onMade,
}: {
  directory: Directory | undefined;
  onClose: () => void;
  onMade: () => Promise<void>;
}) {
  const { said, busy, doing } = useDoing();
  const name = useSignal("");
  const displayName = useSignal("");
  const request = useSignal<GrantChoice>({ role: "", place: "" });
  const made = useSignal<{ name: string; password: string } | undefined>(undefined);
  const change = (next: GrantChoice): void => {
    const before = request.value.place;
    request.value = next;
    if (next.place === "" || next.place === before) return;
    // What nobody has typed follows the place.
    if (name.value === "" || name.value === nameFor(before)) name.value = nameFor(next.place);
    const called = (of: string): string => directory?.places.find((place) => place.place === of)?.name ?? "";
    if (displayName.value === "" || displayName.value === called(before)) displayName.value = called(next.place);
  };
  const ready = name.value.trim() !== "" && displayName.value.trim() !== "" && request.value.role !== "" && request.value.place !== "";
  if (made.value) {
    return (
      <Dialog title="账号已建立" onClose={stay}>
        <OneTime name={made.value.name} password={made.value.password} />
        <div class="form-end">
          <button type="button" class="button first" onClick={onClose}>
            已记下，关闭
          </button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title="新建账号" class="wide" onClose={onClose}>
      <form
        onSubmit={(e) => {
          e.preventDefault();
          void doing(async () => {
            const answer = await accounts.createAccount({ name: name.value, displayName: displayName.value, grants: [request.value] });
            made.value = { name: answer.account?.name ?? name.value, password: answer.oneTimePassword };
            void onMade();
            return "";
          });
        }}
      >
        <SaidLine said={said.value} />
        <GrantFields directory={directory} request={request.value} onChange={change} />
        <div class="pair">
          <TextField
            name="name"
            label="账号"
            required
            hint="登录时输入；字母、数字、汉字或 . _ - @"
            value={name.value}
            onInput={(value) => (name.value = value)}
          />
          <TextField
            name="display-name"
            label="姓名/用途"
            required
            hint="谁使用，或作什么用"
            value={displayName.value}
            onInput={(value) => (displayName.value = value)}
          />
        </div>
        <p class="muted">建立后可以再授予其他角色。</p>
        <div class="form-end">
          <button type="button" class="button" onClick={onClose}>
            取消
          </button>
          <button type="submit" class="button first" disabled={busy.value || !ready}>
            建立
          </button>
        </div>
      </form>
    </Dialog>
  );
}
