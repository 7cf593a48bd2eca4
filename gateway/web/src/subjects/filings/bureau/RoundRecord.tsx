import type { Round } from "../../../gen/opscenter/v1/filings_pb";
import { Dialog } from "../../../shell/Dialog";
import { useAsked } from "../../../shell/useAsked";
import { filings } from "../rpc";
import { dayTime } from "../words/moments";
import { happeningOf } from "./happening";

/** What happened to a round: opened, moved, followed the registry, sent above, with the hash of each file. */
export function RoundRecord({ district, round, onClose }: { district: string; round: Round; onClose: () => void }) {
  const { set, period } = round;
  const asked = useAsked(() => filings.listRoundHistory({ district, set, period }), [district, set, period]);
  const answer = asked.value.value;
  return (
    <Dialog title={`记录：${round.setName} ${round.periodName}`} class="wide" onClose={onClose}>
      {asked.failure.value && <p class="failure" role="alert">{asked.failure}</p>}
      {!answer && !asked.failure.value && <p class="lead" role="status">正在读取…</p>}
      {answer && (
        <div class="table-box">
          <table class="rows">
            <thead><tr><th>时间</th><th>经手</th><th>事项</th></tr></thead>
            <tbody>
              {answer.happenings.map((event) => {
                const happening = happeningOf(event);
                return (
                  <tr key={String(event.version)}>
                    <td class="whole">{dayTime(event.at)}</td>
                    <td class="whole">{event.actor === "system" ? "系统" : event.actor}</td>
                    <td>{happening.text}{happening.hash && <small class="code hash">SHA-256 {happening.hash}</small>}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {answer?.cut && <p class="lead" role="status">记录较长，只显示最早的 {answer.happenings.length.toLocaleString("en")} 条。</p>}
      {answer && !answer.chainIntact && <p class="failure" role="alert">这份记录的哈希链不完整，可能被改动过，请报告系统管理员。</p>}
      <div class="form-end"><button type="button" class="button" onClick={onClose}>关闭</button></div>
    </Dialog>
  );
}
