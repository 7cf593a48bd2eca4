import { indicatorsHanding, peopleHanding, placesHanding } from "../subjects/filings/handings";
import { firstHall, hallHanding } from "../subjects/hall/settings/handing";
import { hotlineHanding } from "../subjects/hotline/settings/handing";
import type { Handing } from "../shell/Upload";

/** How the sample of a step is handed in, by the step's key: as a file of one's own is. A step that is not here has none. */
export const sampleHandings: Readonly<Record<string, (district: string) => Handing>> = {
  hall: (district) => hallHanding(district, firstHall),
  hotline: hotlineHanding,
  // The day of the list that the sample was taken from.
  places: (district) => placesHanding(district, "2023-06-30", "统计用区划代码 2023 年版（示例）"),
  indicators: indicatorsHanding,
  people: peopleHanding,
};
