/** What a number means: every number on a screen has its definition in this folder and nowhere else. */
export interface Definition {
  readonly name: string;
  /** How it is computed, in the words of those who read it. */
  readonly formula: string;
  readonly unit: string;
  readonly source?: string;
}
