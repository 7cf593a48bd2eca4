import type { Handing } from "./Upload";

/** Something to be set up: what an empty page may want, and who may give it. The server knows it by the same key. */
export interface Step {
  readonly key: string;
  readonly deed: string;
  readonly role: string;
  /** How its sample is handed in, as a file of one's own is; absent: it has none. */
  readonly sample?: (district: string) => Handing;
}
