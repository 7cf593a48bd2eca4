/** What a number means: every number on a screen has its definition in its subject's definitions.ts and nowhere else. */
export interface Definition {
  readonly name: string;
  /** How it is computed, in the words of those who read it. */
  readonly formula: string;
  readonly unit: string;
  readonly source?: string;
}

/** All definitions there are: each subject declares its own in it, so that no number of a page can name one that is missing. */
export interface Defined {}

export type DefinitionKey = keyof Defined & string;
