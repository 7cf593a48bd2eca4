import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { create } from "@bufbuild/protobuf";
import { AccountSchema, type Account } from "../../gen/opscenter/v1/admin_pb";
import { SaidLine } from "../../shell/Said";
import { useDoing } from "../../shell/useDoing";
import { accounts } from "./rpc";
import { Dialog } from "../../shell/Dialog";
import { TextField } from "../../shell/fields";
import { clockMinutes, millis } from "../../shell/time";
import { GrantFields, type GrantChoice } from "./GrantFields";
import { OneTime } from "./OneTime";
import { grantsOf, standingOf, type Directory } from "./words";

/** All that can be done with an account. What takes something away is asked about first. */
export function AccountDialog({ account, directory, onClose, onChanged }: {
  account: Account;
  directory: Directory | undefined;
  onClose: () => void;
  /** It is like this now. */
  onChanged: (account: Account) => void;
}) {
  const { said, busy, doing } = useDoing();
  const { name } = account;
  const displayName = useSignal(account.displayName);
  const request = useSignal<GrantChoice>({ role: "", place: "" });
  const adding = useSignal(false);
  const asking = useSignal<string | undefined>(undefined);
  const password = useSignal("");
  const standing = standingOf(account);
  const act = (text: string, what: () => Promise<Account>): Promise<boolean> => {
    asking.value = undefined;
    return doing(async () => {
      onChanged(await what());
      return text;
    });
  };
  const question = (key: string, text: string, yes: string, said: string, what: () => Promise<Account>) => asking.value === key
    && <Ask text={text} yes={yes} busy={busy.value} onYes={() => void act(said, what)} onNo={() => (asking.value = undefined)} />;
  return (
    // What is shown only once does not go away by a stray click.
    <Dialog title={`账号 ${name}`} class="wide" onClose={password.value === "" ? onClose : stay}>
      <SaidLine said={said.value} />
      {password.value !== "" && <OneTime name={name} password={password.value} />}
      <form
        class="account-name"
        onSubmit={(e) => {
          e.preventDefault();
          void act("已改名。", () => accounts.renameAccount({ name, displayName: displayName.value }));
        }}
      >
        <TextField name="display-name" label="姓名/用途" value={displayName.value} onInput={(value) => (displayName.value = value)} />
        <button
          type="submit"
          class="button"
          disabled={busy.value || displayName.value.trim() === "" || displayName.value.trim() === account.displayName}
        >
          改名
        </button>
      </form>
      <h3>授权</h3>
      <ul class="account-grants">
        {grantsOf(account, directory).map((words, i) => {
          const grant = account.grants[i];
          return (
            <li key={words.key}>
              <span class="grant">
                <b>{words.role}</b> {words.place}
                {words.code && <small> {words.code}</small>}
              </span>
              <button
                type="button"
                class="button small"
                aria-label={`收回 ${words.role} ${words.place}`}
                disabled={busy.value || account.grants.length === 1}
                title={account.grants.length === 1 ? "最后一项授权不能收回；请停用账号" : undefined}
                onClick={() => (asking.value = words.key)}
              >
                收回
              </button>
              {grant &&
                question(words.key, "立即生效，正在使用的也会中断。", "确定收回", `已收回：${words.role} ${words.place}。`, () =>
                  accounts.revokeGrant({ name, grant: { role: grant.role, place: grant.place } }),
                )}
            </li>
          );
        })}
      </ul>
      {adding.value ? (
        <form
          class="account-grant"
          onSubmit={(e) => {
            e.preventDefault();
            void act("已授予。", () => accounts.grantRole({ name, grant: request.value })).then((done) => {
              if (!done) return;
              request.value = { role: "", place: "" };
              adding.value = false;
            });
          }}
        >
          <GrantFields directory={directory} request={request.value} onChange={(next) => (request.value = next)} />
          <div class="form-end">
            <button type="button" class="button" onClick={() => (adding.value = false)}>
              取消
            </button>
            <button type="submit" class="button first" disabled={busy.value || request.value.role === "" || request.value.place === ""}>
              授予
            </button>
          </div>
        </form>
      ) : (
        <button type="button" class="button small" onClick={() => (adding.value = true)}>
          ＋ 授予角色
        </button>
      )}
      <h3>登录</h3>
      <p class="account-standing">
        <span class={`standing ${standing.kind}`}>{standing.word}</span>
        {account.lockedUntil && !account.disabled && (
          <span class="muted">密码连续输错，锁定至 {clockMinutes(millis(account.lockedUntil))}</span>
        )}
        {account.machine && <span class="muted">机器账号，用令牌登录，没有密码</span>}
      </p>
      <div class="bureau-tools">
        {account.lockedUntil && !account.disabled && (
          <button
            type="button"
            class="button small"
            disabled={busy.value}
            onClick={() => void act("已解除锁定。", () => accounts.unlockAccount({ name }))}
          >
            解除锁定
          </button>
        )}
        {!account.machine && (
          <button type="button" class="button small" disabled={busy.value} onClick={() => (asking.value = "reset")}>
            重置密码
          </button>
        )}
        {account.disabled ? (
          <button
            type="button"
            class="button small"
            disabled={busy.value}
            onClick={() => void act("已启用。", () => accounts.disableAccount({ name, disabled: false }))}
          >
            启用
          </button>
        ) : (
          <button type="button" class="button small" disabled={busy.value} onClick={() => (asking.value = "disable")}>
            停用
          </button>
        )}
      </div>
      {question("reset", "原密码立即失效，已登录的会退出。", "确定重置", "", async () => {
        password.value = (await accounts.resetPassword({ name })).oneTimePassword;
        return create(AccountSchema, { ...withoutLock(account), passwordIsOneTime: true });
      })}
      {question("disable", account.machine ? "所有令牌立即失效。" : "立即退出登录，启用前不能再登录。", "确定停用", "已停用。", () =>
        accounts.disableAccount({ name, disabled: true }),
      )}
      <div class="form-end">
        <button type="button" class="button" onClick={onClose}>
          {password.value === "" ? "关闭" : "已记下，关闭"}
        </button>
      </div>
    </Dialog>
  );
}

const stay = (): void => undefined;

function withoutLock({ lockedUntil: _, ...rest }: Account): Omit<Account, "lockedUntil"> {
  return rest;
}

/** Asks before something is taken away; the keyboard is at the answer. */
function Ask({ text, yes, busy, onYes, onNo }: { text: string; yes: string; busy: boolean; onYes: () => void; onNo: () => void }) {
  const first = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);
  return (
    <div class="ask" role="alertdialog" aria-label={yes}>
      <span>{text}</span>
      <button ref={first} type="button" class="button small warn" disabled={busy} onClick={onYes}>{yes}</button>
      <button type="button" class="button small" onClick={onNo}>取消</button>
    </div>
  );
}
