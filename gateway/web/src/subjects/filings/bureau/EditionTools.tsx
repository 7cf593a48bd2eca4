import { download } from "../../../shell/download";
import type { Doing } from "../../../shell/useDoing";

/** Which edition is shown, and its file. */
export function EditionTools({ from, editions, format, file, onChoose, doing: { busy, doing } }: {
  from: string;
  editions: readonly string[];
  /** Of the file, as people call it. */
  format: string;
  file: () => Promise<{ readonly fileName: string; readonly content: Uint8Array }>;
  onChoose: (from: string) => void;
  doing: Doing;
}) {
  return (
    <div class="bureau-tools">
      {editions.length > 1 && (
        <label>版本 <select aria-label="版本" value={from} onChange={(e) => onChoose(e.currentTarget.value)}>
          {editions.map((day) => <option key={day} value={day}>{day} 起</option>)}
        </select></label>
      )}
      <button type="button" class="button" disabled={busy.value} onClick={() => void doing(async () => {
        const { fileName, content } = await file();
        download(fileName, content);
        return "";
      })}>下载 {format}</button>
    </div>
  );
}
