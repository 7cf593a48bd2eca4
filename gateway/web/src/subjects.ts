import { platform } from "./platform";
import { registryOf } from "./shell/registry";
import type { Subject } from "./shell/subject";

/** All subjects: a folder under subjects/ whose index.ts exports one is there. Nothing else names a subject. */
export const subjects = import.meta.glob<Subject>("./subjects/*/index.ts", { eager: true, import: "subject" });

export const registry = registryOf([platform, ...Object.values(subjects)]);
