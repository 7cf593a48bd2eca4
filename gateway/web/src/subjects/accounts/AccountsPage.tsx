import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { AccountStanding, type Account, type ImportAccountsResponse } from "../../gen/opscenter/v1/admin_pb";
import { SaidLine } from "../../shell/Said";
import { useDoing } from "../../shell/useDoing";
import { accounts } from "./rpc";
import { download } from "../../shell/download";
import { hasRole } from "../../shell/session";
import { Shell } from "../../shell/Shell";
import { Upload } from "../../shell/Upload";
import { useAsked } from "../../shell/useAsked";
import { AccountDialog } from "./AccountDialog";
import { NewAccount } from "./NewAccount";
import { grantsOf, secondsFor, standingOf, type Directory } from "./words";
import "../../shell/lists.css";
import "../../shell/forms.css";
import "./accounts.css";

// As many as are shown at first, and more with each request; the server gives no more than the last at once.
const firstRows = 100, moreRows = 300, mostRows = 1000;

/** 账号: who may sign in and do what where, one by one and by file. For administrators alone. */
export function AccountsPage() {
  if (!hasRole("administrator")) return <Shell><h1>账号</h1><p class="lead">账号由管理员管理。如需开通、停用或重置密码，请联系管理员。</p></Shell>;
  return <Shell><AccountsView /></Shell>;
}

function AccountsView() {
  const typed = useSignal("");
  const query = useSignal("");
  const role = useSignal("");
  const standing = useSignal(AccountStanding.UNSPECIFIED);
  const rows = useSignal(firstRows);
  const creating = useSignal(false);
  const importing = useSignal(false);
  const open = useSignal<Account | undefined>(undefined);
  const { said, busy, doing } = useDoing();
  const asked = useAsked(
    () => accounts.listAccounts({ query: query.value, role: role.value, standing: standing.value, pageSize: rows.value }),
    [query.value, role.value, standing.value, rows.value],
  );
  const askedPlaces = useAsked<Directory>(() => accounts.listGrantPlaces({}), []);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const list = asked.value.value;
  const directory = askedPlaces.value.value;
  const counts = list?.counts;
  const again = async (): Promise<void> => { await Promise.all([asked.again(), askedPlaces.again()]); };
  const narrowed = query.value !== "" || role.value !== "" || standing.value !== AccountStanding.UNSPECIFIED;
  const search = (words: string): void => {
    typed.value = words;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => { query.value = words.trim(); rows.value = firstRows; }, 200);
  };
  return (
    <>
      <div class="filing-top">
        <h1>账号</h1>
        <div class="bureau-tools">
          <button
            type="button"
            class="button"
            disabled={busy.value}
            onClick={() =>
              void doing(async () => {
                const file = await accounts.getAccountsFile({});
                download(file.fileName, file.content);
                return "";
              })
            }
          >
            下载全部
          </button>
          <button type="button" class="button" aria-expanded={importing.value} onClick={() => (importing.value = !importing.value)}>
            批量开通
          </button>
          <button type="button" class="button first" onClick={() => (creating.value = true)}>
            新建账号
          </button>
        </div>
      </div>
      <p class="lead">
        {counts ? (
          <>
            共 {counts.all} 个账号{counts.waiting > 0 && <>，{counts.waiting} 个等待首次登录</>}
            {counts.locked > 0 && <>，{counts.locked} 个锁定</>}
            {counts.disabled > 0 && <>，{counts.disabled} 个停用</>}。每次登录和改动都记入审计。
          </>
        ) : (
          "每次登录和改动都记入审计。"
        )}
      </p>
      <SaidLine said={said.value} />
      {importing.value && <ByFile directory={directory} onApplied={again} />}
      {counts && counts.added === 0 && !importing.value && (
        <FirstSteps directory={directory} onImport={() => (importing.value = true)} onCreate={() => (creating.value = true)} />
      )}
      <div class="bureau-tools account-filters" role="search">
        <input
          type="search"
          aria-label="查找账号"
          placeholder="查找账号、姓名、单位或地点"
          value={typed.value}
          maxLength={200}
          onInput={(e) => search(e.currentTarget.value)}
        />
        <select
          aria-label="角色"
          value={role.value}
          onChange={(e) => {
            role.value = e.currentTarget.value;
            rows.value = firstRows;
          }}
        >
          <option value="">全部角色</option>
          {(directory?.roles ?? []).map((each) => (
            <option key={each.code} value={each.code}>
              {each.name}
            </option>
          ))}
        </select>
        <select
          aria-label="状态"
          value={String(standing.value)}
          onChange={(e) => {
            standing.value = Number(e.currentTarget.value);
            rows.value = firstRows;
          }}
        >
          <option value={AccountStanding.UNSPECIFIED}>全部状态</option>
          <option value={AccountStanding.ACTIVE}>正常</option>
          <option value={AccountStanding.WAITING}>等待首次登录</option>
          <option value={AccountStanding.LOCKED}>锁定</option>
          <option value={AccountStanding.DISABLED}>停用</option>
        </select>
        {list && narrowed && <span role="status">{list.total} 个符合</span>}
      </div>
      {asked.failure.value && (
        <p class="failure" role="alert">
          {asked.failure}
        </p>
      )}
      {list && (
        <div class="table-box tall account-box">
          <table class="rows accounts">
            <thead>
              <tr>
                <th>账号</th>
                <th>姓名/用途</th>
                <th>授权</th>
                <th>状态</th>
              </tr>
            </thead>
            <tbody>
              {list.accounts.map((account) => (
                <AccountRow key={account.name} account={account} directory={directory} onOpen={() => (open.value = account)} />
              ))}
              {list.accounts.length === 0 && (
                <tr>
                  <td colSpan={4} class="muted">
                    没有符合的账号
                  </td>
                </tr>
              )}
            </tbody>
          </table>
          {list.total > list.accounts.length && (
            <p class="filing-more">
              {rows.value < mostRows ? (
                <button type="button" class="button" onClick={() => (rows.value = Math.min(mostRows, rows.value + moreRows))}>
                  显示更多（还有 {list.total - list.accounts.length} 个）
                </button>
              ) : (
                <span class="muted">还有 {list.total - list.accounts.length} 个，请缩小查找范围</span>
              )}
            </p>
          )}
        </div>
      )}
      {creating.value && <NewAccount directory={directory} onClose={() => (creating.value = false)} onMade={again} />}
      {open.value && (
        <AccountDialog
          key={open.value.name}
          account={open.value}
          directory={directory}
          onClose={() => (open.value = undefined)}
          onChanged={(account) => {
            open.value = account;
            void again();
          }}
        />
      )}
    </>
  );
}

function AccountRow({ account, directory, onOpen }: { account: Account; directory: Directory | undefined; onOpen: () => void }) {
  const standing = standingOf(account);
  return (
    <tr class={account.disabled ? "off" : ""}>
      <td><button type="button" class="as-link" aria-label={`管理账号 ${account.name}`} onClick={onOpen}>{account.name}</button></td>
      <td>{account.displayName}</td>
      <td>
        {grantsOf(account, directory).map((grant) => (
          <span key={grant.key} class="grant"><b>{grant.role}</b> {grant.place}{grant.code && <small> {grant.code}</small>}</span>
        ))}
      </td>
      <td class="whole"><span class={`standing ${standing.kind}`}>{standing.word}</span></td>
    </tr>
  );
}

/** Nobody but those of the first start is there yet: what to do first. */
function FirstSteps({ directory, onImport, onCreate }: { directory: Directory | undefined; onImport: () => void; onCreate: () => void }) {
  const missing = missingOf(directory);
  return (
    <section class="card account-first">
      <h2>还没有各单位的账号</h2>
      <p>下面是系统自带的账号，供管理员、运营值班和热线各岗位使用。承办单位、镇街和村居各用自己的账号登录。</p>
      {missing.total > 0
        ? <p>已配置的{missing.words}都可以一次开通：下载建议名单，改好姓名和账号，上传后领取一次性密码。</p>
        : <p>热线的承办单位和区划还没有配置。运营值班配置后，这里会按名单建议账号，一次开通；也可以先逐个新建本区的账号。</p>}
      <div class="bureau-tools">
        {missing.total > 0 && <button type="button" class="button first" onClick={onImport}>批量开通 {missing.total} 个</button>}
        <button type="button" class="button" onClick={onCreate}>逐个新建</button>
      </div>
    </section>
  );
}

const kinds = [["department", "个单位"], ["town", "个镇街"], ["village", "个村居"]] as const;

/** The departments, towns and villages that have no account. */
function missingOf(directory: Directory | undefined): { readonly total: number; readonly words: string } {
  const counted = kinds
    .map(([kind, word]) => ({
      word,
      count: (directory?.places ?? []).filter((place) => place.kind === kind && place.accounts === 0).length,
    }))
    .filter((each) => each.count > 0);
  return {
    total: counted.reduce((sum, each) => sum + each.count, 0),
    words: counted.map((each) => ` ${each.count} ${each.word}`).join("、"),
  };
}

/** Many at once: the proposed list, the upload, and the passwords, which come once. */
function ByFile({ directory, onApplied }: { directory: Directory | undefined; onApplied: () => Promise<void> }) {
  const { said, busy, doing } = useDoing();
  const answer = useSignal<ImportAccountsResponse | undefined>(undefined);
  const confirmed = useRef(0);
  const missing = missingOf(directory);
  const save = (): void => { if (answer.value) download(answer.value.passwordsFileName, answer.value.passwords); };
  return (
    <section class="account-file">
      <div class="card account-template">
        <p>
          {missing.total > 0 ? <>还有{missing.words}没有账号。</> : "所有已配置的单位、镇街和村居都有账号。"}
          一行是一个账号的一项授权；同一账号可以有几行。
        </p>
        <button
          type="button"
          class="button"
          disabled={busy.value || missing.total === 0}
          onClick={() =>
            void doing(async () => {
              const file = await accounts.getAccountsTemplate({});
              download(file.fileName, file.content);
              return `名单里有 ${file.accounts} 个建议的账号，改好后在下面上传。`;
            })
          }
        >
          下载建议名单
        </button>
        <SaidLine said={said.value} />
      </div>
      <Upload
        title="选择或拖入账号文件"
        hint="XLSX：文件里的账号以文件为准，不在文件里的账号不变"
        endings={[".xlsx"]}
        megabytes={3}
        onApplied={() => {
          save();
          void onApplied();
        }}
        hand={async (fileName, content, dryRun) => {
          const handed = await accounts.importAccounts({ fileName, content, dryRun, confirmedRemovals: dryRun ? 0 : confirmed.current });
          if (dryRun) {
            confirmed.current = handed.removals;
            answer.value = undefined;
          } else answer.value = handed.passwords.length > 0 || handed.undone.length > 0 ? handed : undefined;
          return {
            changes: handed.changes,
            ...(handed.removals > 0 ? { confirm: `确认收回授权、停用账号共 ${handed.removals} 项，立即生效` } : {}),
            ...(handed.created > 0
              ? { during: `正在生成 ${handed.created} 个一次性密码，约需 ${secondsFor(handed.created)} 秒，请勿关闭页面…` }
              : {}),
          };
        }}
      />
      {answer.value && (
        <section class="card once" role="status">
          {answer.value.passwords.length > 0 && (
            <>
              <h2>已开通 {answer.value.created} 个账号</h2>
              <p>
                一次性密码在文件“{answer.value.passwordsFileName}
                ”里，只此一次：系统不保存密码，离开本页后不能再取。逐条交给各账号的使用人，首次登录时须改为自己的密码。
              </p>
              <div class="bureau-tools">
                <button type="button" class="button first" onClick={save}>
                  再次保存密码文件
                </button>
                <button type="button" class="button" onClick={() => (answer.value = undefined)}>
                  已保存，收起
                </button>
              </div>
            </>
          )}
          {answer.value.undone.length > 0 && (
            <>
              <p class="failure">有 {answer.value.undone.length} 个账号没有改成，请重新检查文件：</p>
              <ul class="changes">
                {answer.value.undone.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            </>
          )}
        </section>
      )}
    </section>
  );
}
