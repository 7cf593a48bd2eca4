import { useSignal } from "@preact/signals";
import { Code, ConnectError } from "@connectrpc/connect";
import { reasonOf, sentenceOf } from "../rpc";
import { signIn } from "../shell/session";
import { land } from "../start/landing";

/** Who signs in with a one-time password that was handed over, but still needs one of their own. */
export interface HandedCode {
  readonly name: string;
  readonly code: string;
}

/** Name and password; a password of one's own when the given one was a one-time one. */
export function SignIn({ handed, failure: first }: { handed?: HandedCode | undefined; failure?: unknown }) {
  const name = useSignal(handed?.name ?? "");
  const password = useSignal(handed?.code ?? "");
  const changing = useSignal(first !== undefined && mustChange(first));
  const wanted = useSignal("");
  const repeated = useSignal("");
  const failure = useSignal(first === undefined || mustChange(first) ? "" : signInSentence(first));
  const busy = useSignal(false);

  const submit = async (e: Event): Promise<void> => {
    e.preventDefault();
    if (busy.value) return;
    failure.value = "";
    if (changing.value) {
      failure.value = complaint(wanted.value, repeated.value);
      if (failure.value) return;
    }
    busy.value = true;
    try {
      await signIn(name.value.trim(), password.value, changing.value ? wanted.value : "");
      await land();
    } catch (error) {
      if (mustChange(error)) {
        failure.value = changing.value ? sentenceOf(error) : "";
        changing.value = true;
      } else {
        failure.value = signInSentence(error);
      }
    } finally {
      busy.value = false;
    }
  };

  return (
    <main class="signin">
      <form onSubmit={(e) => void submit(e)}>
        <h1>运营管理中心</h1>
        <p class="lead">{changing.value ? "这是一次性密码，请设置自己的新密码。" : "请登录"}</p>
        <label class="field">
          <span>账号</span>
          <input
            name="name"
            autocomplete="username"
            required
            autofocus
            value={name}
            onInput={(e) => (name.value = e.currentTarget.value)}
          />
        </label>
        {!changing.value && (
          <label class="field">
            <span>密码</span>
            <input
              name="password"
              type="password"
              autocomplete="current-password"
              required
              value={password}
              onInput={(e) => (password.value = e.currentTarget.value)}
            />
          </label>
        )}
        {changing.value && (
          <>
            <label class="field">
              <span>新密码（至少 10 个字符，含大写、小写、数字、符号中的三类）</span>
              <input
                name="new-password"
                type="password"
                autocomplete="new-password"
                required
                value={wanted}
                onInput={(e) => (wanted.value = e.currentTarget.value)}
              />
            </label>
            <label class="field">
              <span>再输入一次</span>
              <input
                name="repeat-password"
                type="password"
                autocomplete="new-password"
                required
                value={repeated}
                onInput={(e) => (repeated.value = e.currentTarget.value)}
              />
            </label>
          </>
        )}
        {failure.value && (
          <p class="failure" role="alert">
            {failure}
          </p>
        )}
        <button type="submit" class="button first" disabled={busy.value}>
          {changing.value ? "保存并登录" : "登录"}
        </button>
      </form>
    </main>
  );
}

const mustChange = (error: unknown): boolean => reasonOf(error) === "PASSWORD_CHANGE_REQUIRED";

function signInSentence(error: unknown): string {
  return error instanceof ConnectError && error.code === Code.Unauthenticated ? "账号或密码不正确。" : sentenceOf(error);
}

/** What is wrong with a new password; the server checks it again. */
function complaint(wanted: string, repeated: string): string {
  const kinds = [/\p{Lu}/u, /\p{Ll}/u, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(wanted)).length;
  if (wanted.length < 10 || kinds < 3) return "新密码至少 10 个字符，并含大写字母、小写字母、数字、符号中的三类。";
  return wanted === repeated ? "" : "两次输入的新密码不一致。";
}
