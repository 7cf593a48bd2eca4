import type { Definition } from "./definition";
import { filingDefinitions } from "../subjects/filings/definitions";
import { hallDefinitions } from "../subjects/hall/definitions";
import { hotlineDefinitions } from "../subjects/hotline/definitions";

export type { Definition } from "./definition";

export const definitions = {
  data_time: { name: "数据时间", formula: "本屏数字所依据的最新一条事件的发生时间", unit: "时:分:秒" },
  ...hallDefinitions,
  ...hotlineDefinitions,
  ...filingDefinitions,
} as const satisfies Record<string, Definition>;

export type DefinitionKey = keyof typeof definitions;

export function isDefined(key: string | undefined): key is DefinitionKey {
  return key !== undefined && Object.hasOwn(definitions, key);
}
