import { Dialog } from "../../../shell/Dialog";
import { actions } from "./act/actions";

const general: readonly [keys: readonly string[], means: string][] = [
  [["J", "K"], "下一单、上一单；在列表里也可用 ↓ ↑"],
  [["↵"], "打开工单"],
  [["Esc"], "关闭表单；再按，关闭工单"],
  [["/"], "搜索"],
  [["1", "…", "0"], "左边第 1 至第 10 栏"],
  [["Ctrl", "↵"], "提交表单"],
  [["V"], "查看个人信息"],
  [["Ctrl", "P"], "打印打开的工单"],
  [["?"], "这张表"],
];

/** What the keys do. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="按键" onClose={onClose} class="wide">
      <div class="key-help">
        <dl>
          {general.map(([keys, means]) => <div key={means}><dt>{keys.map((key) => <kbd key={key}>{key}</kbd>)}</dt><dd>{means}</dd></div>)}
        </dl>
        <dl>
          {actions.map((action) => <div key={action.name}><dt><kbd>{action.key.toUpperCase()}</kbd></dt><dd>{action.label}</dd></div>)}
        </dl>
      </div>
      <p class="muted">字母键在打开工单后有效，只对当时可办的事项起作用；正在写字时，字母就是字母。</p>
      <p class="form-end"><button type="button" class="button first" autofocus onClick={onClose}>关闭</button></p>
    </Dialog>
  );
}
