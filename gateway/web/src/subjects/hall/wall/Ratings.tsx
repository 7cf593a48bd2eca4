import { useComputed } from "@preact/signals";
import type { HallFeed } from "./hall";
import { fixed2, grouped } from "../../../shell/time";
import { Value } from "../../../wall/Value";

// From best to worst; the numbers are 1 (worst) to 5, as in a fact's rating.
const grades = [[5, "非常满意"], [4, "满意"], [3, "基本满意"], [2, "不满意"], [1, "非常不满意"]] as const;

/** How people rated the day: the mean score, and how often each grade was given. */
export function Ratings({ feed }: { feed: HallFeed }) {
  const total = useComputed(() => feed.standing.value.theme?.total);
  const sum = useComputed(() => (total.value?.ratings ?? []).reduce((a, b) => a + b, 0));
  return (
    <section class="panel ratings">
      <h3 data-def="mean_score">好差评</h3>
      <div class="ratings-body">
        <div class="score">
          <Value metric="total.mean_score" def="mean_score" of={() => total.value?.meanScore} show={fixed2} />
          <span class="label"><Value metric="total.ratings" def="ratings" of={() => sum.value} show={grouped} unit="次评价" /></span>
        </div>
        <div class="grades" data-def="ratings">
          {grades.map(([grade, name]) => (
            <Grade key={grade} grade={grade} name={name} count={() => total.value?.ratings[grade - 1] ?? 0} sum={() => sum.value} />
          ))}
        </div>
      </div>
    </section>
  );
}

function Grade({ grade, name, count, sum }: { grade: number; name: string; count: () => number; sum: () => number }) {
  // Most ratings are the best there is: without a least width a bad one could not be seen at all.
  const bar = useComputed(() =>
    count() === 0 ? "width:0" : `width:max(var(--least), ${((100 * count()) / Math.max(1, sum())).toFixed(1)}%)`,
  );
  return (
    <div class={grade <= 2 ? "grade bad" : "grade"}>
      <span class="label">{name}</span>
      <div class="grade-bar"><div style={bar} /></div>
      <Value metric={`total.ratings.${grade}`} def="ratings" of={count} show={grouped} />
    </div>
  );
}
