import type { Order } from "../../../../gen/opscenter/v1/hotline_pb";
import { actionsOf, type ActionName } from "../act/actions";

/** What may be done with the order now, each with its letter. */
export function ActionBar({ order, open, onAct }: {
  order: Order;
  open: ActionName | undefined;
  onAct: (name: ActionName) => void;
}) {
  const allowed = actionsOf(order);
  return (
    <div class="action-bar" role="toolbar" aria-label="可以办理的事项">
      {allowed.map((action) => (
        <button
          key={action.name}
          type="button"
          class={`button small act-${action.tone}${action.name === open ? " open" : ""}`}
          data-action={action.name}
          title={action.means}
          aria-expanded={action.name === open}
          aria-keyshortcuts={action.key.toUpperCase()}
          onClick={() => onAct(action.name)}
        >
          {action.label}
          <kbd aria-hidden="true">{action.key.toUpperCase()}</kbd>
        </button>
      ))}
      {allowed.length === 0 && <span class="muted">现在没有您可以办理的事项，仅供查看。</span>}
    </div>
  );
}
