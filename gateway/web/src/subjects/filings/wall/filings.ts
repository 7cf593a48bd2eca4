import type { FilingsTheme } from "../../../gen/opscenter/v1/filings_pb";
import type { Feed } from "../../../live/feed";
import type { Fold } from "../../../live/standing";

/** What the 百千万 wall reads; always sent whole. */
export type FilingsFeed = Feed<FilingsTheme>;

export const foldFilings: Fold<FilingsTheme> = (body) => (body.case === "filings" ? { whole: body.value } : undefined);
