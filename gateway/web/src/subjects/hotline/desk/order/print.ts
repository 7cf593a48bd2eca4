import { createElement, render } from "preact";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { useEffect } from "preact/hooks";
import { session } from "../../../../shell/session";
import { fullMoment } from "../moments";
import { useDesk } from "../setting";
import type { OpenOrder } from "./openOrder";
import { PrintSheet } from "./PrintSheet";
import { districtNow } from "../../../../shell/districtClock";

/**
 * While the order is shown, what the browser prints is its sheet, however printing was asked for. The sheet is made when
 * it is printed and stands beside the page, which is not printed then.
 */
export function usePrint(open: OpenOrder): () => void {
  const { info } = useDesk();
  useEffect(() => {
    const place = document.createElement("div");
    place.className = "print-only";
    document.body.append(place);
    const before = (): void => {
      const order = open.order.peek();
      if (!order) return;
      document.documentElement.classList.add("prints-sheet");
      render(createElement(PrintSheet, {
        order, story: open.story.peek(), hotline: info.name || "12345 政务服务便民热线",
        by: session.peek()?.displayName || session.peek()?.name || "", at: fullMoment(timestampFromMs(districtNow())),
      }), place);
    };
    const after = (): void => {
      render(null, place);
      document.documentElement.classList.remove("prints-sheet");
    };
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
      after();
      place.remove();
    };
  }, [open, info]);
  return () => window.print();
}
