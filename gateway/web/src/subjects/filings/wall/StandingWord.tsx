import type { WallTown } from "../../../gen/opscenter/v1/filings_pb";
import { standingOf } from "../words/rates";
import { narrowText } from "../../../shell/time";
import { Figure } from "../../../wall/Figure";

/** What is most pressing of a town, in a word. */
export function StandingWord({ town }: { town: WallTown }) {
  const of = town.progress;
  switch (standingOf(of)) {
    case "late":
      return (
        <span class="late-word">
          逾期 <Figure metric={`towns.${town.code}.late`} def="filing_late" value={of?.late} show={narrowText} />
        </span>
      );
    case "returned":
      return (
        <span class="back-word">
          退回 <Figure metric={`towns.${town.code}.returned`} def="filing_returned" value={of?.returned} show={narrowText} />
        </span>
      );
    case "done":
      return <span class="done-word">已报齐</span>;
    default:
      return (of?.near ?? 0) > 0 ? (
        <span class="near-word">
          临期 <Figure metric={`towns.${town.code}.near`} def="filing_near" value={of?.near} show={narrowText} />
        </span>
      ) : null;
  }
}
