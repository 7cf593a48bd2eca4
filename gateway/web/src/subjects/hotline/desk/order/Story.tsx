import { useSignal } from "@preact/signals";
import type { StoryLine } from "../../../../gen/opscenter/v1/hotline_pb";
import { fullMoment, shortMoment } from "../moments";
import { Paragraphs } from "./OrderTexts";
import { actorName, lateBy, stepKind } from "./story";

const longDetail = 120;

/** An order's history as a story: when, who, what, and why. The newest stands first: that is where somebody comes in. */
export function Story({ lines, now, fresh }: { lines: readonly StoryLine[]; now: number; fresh: readonly StoryLine[] }) {
  const oldestFirst = useSignal(false);
  const shown = oldestFirst.value ? lines : [...lines].reverse();
  return (
    <section class="story" aria-label="办理经过">
      <h3>
        办理经过<small>{lines.length} 步</small>
        <button type="button" class="button small plain" onClick={() => (oldestFirst.value = !oldestFirst.value)}>
          {oldestFirst.value ? "从头看起 ↓" : "最新在前 ↑"}
        </button>
      </h3>
      <ol>
        {shown.map((line) => (
          <li
            key={String(line.version)}
            class={`step s-${stepKind(line)}${fresh.includes(line) ? " fresh" : ""}`}
            data-kind={line.kind}
            data-version={String(line.version)}
          >
            <time title={fullMoment(line.at)}>{shortMoment(line.at, now)}</time>
            <div class="step-text">
              <p>
                {line.text} <span class="step-actor">{actorName(line.actor)}</span>
              </p>
              {line.detail && <Detail text={line.detail} />}
              {lateBy(line) && <small class="muted">{fullMoment(line.recordedAt)} 补录</small>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Detail({ text }: { text: string }) {
  const open = useSignal(text.length <= longDetail);
  return open.value ? (
    <div class="step-detail">
      <Paragraphs text={text} />
    </div>
  ) : (
    <div class="step-detail">
      <p>
        {text.slice(0, longDetail)}…{" "}
        <button type="button" class="more" onClick={() => (open.value = true)}>
          全文
        </button>
      </p>
    </div>
  );
}
