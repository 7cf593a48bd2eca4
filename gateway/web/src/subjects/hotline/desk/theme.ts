import type { HotlineDeskTheme } from "../../../gen/opscenter/v1/hotline_pb";
import type { Feed } from "../../../live/feed";
import type { Fold } from "../../../live/standing";

/** What a desk reads: its counts, and when its lists have changed. Always sent whole. */
export type DeskFeed = Feed<HotlineDeskTheme>;

export const foldDesk: Fold<HotlineDeskTheme> = (body) => (body.case === "hotlineDesk" ? { whole: body.value } : undefined);

/** The theme of a desk: of the centre, or of a department by its code. */
export const themeOfDesk = (district: string, desk: string): string => `${district}/hotline/desk/${desk}`;
