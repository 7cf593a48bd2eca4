import type { Order, OrderFlag } from "../../../../gen/opscenter/v1/hotline_pb";

/** What somebody has put into a form and not sent yet. One for all forms; fields are named as in the contract. */
export interface Draft {
  readonly reason: string;
  readonly note: string;
  readonly text: string;
  readonly lead: string;
  readonly assisting: readonly string[];
  readonly department: string;
  readonly clause: string;
  readonly proposed: string;
  readonly parent: string;
  /** Local date. */
  readonly until: string;
  readonly workingDays: string;
  readonly flag: OrderFlag | undefined;
  readonly uphold: boolean | undefined;
  readonly grant: boolean | undefined;
  readonly approve: boolean | undefined;
  readonly reached: boolean | undefined;
  readonly solved: boolean | undefined;
  readonly satisfied: boolean | undefined;
  readonly makesPrecedent: boolean;
  readonly closeAssists: boolean;
}

export type DraftField = keyof Draft;

export const emptyDraft: Draft = {
  reason: "",
  note: "",
  text: "",
  lead: "",
  assisting: [],
  department: "",
  clause: "",
  proposed: "",
  parent: "",
  until: "",
  workingDays: "",
  flag: undefined,
  uphold: undefined,
  grant: undefined,
  approve: undefined,
  reached: undefined,
  solved: undefined,
  satisfied: undefined,
  makesPrecedent: false,
  closeAssists: false,
};

/** What a form knows besides the draft. */
export interface ActContext {
  readonly order: Order;
  /** Code of the department that acts; empty: the centre. */
  readonly acting: string;
  readonly nameOf: (department: string) => string;
  /** Now, milliseconds. */
  readonly now: number;
}

/** What is wrong, a sentence for each field. */
export type Faults = Partial<Record<DraftField, string>>;

/** One question of a form. */
export interface Ask {
  readonly field: DraftField;
  readonly label: string;
  readonly kind: "long" | "department" | "departments" | "clause" | "order" | "date" | "days" | "flag" | "choice" | "tick";
  readonly required?: boolean | ((draft: Draft) => boolean);
  /** Asked only then. */
  readonly when?: (draft: Draft, context: ActContext) => boolean;
  /** Most characters. */
  readonly most?: number;
  /** Lines of a long text. */
  readonly rows?: number;
  readonly hint?: string;
  /** Likely departments come from the suggestions for the order. */
  readonly suggests?: boolean;
  /** Of a choice: what each answer is called, and what follows from it. */
  readonly choices?: readonly { readonly value: boolean | undefined; readonly label: string; readonly hint?: string }[];
  /** Sentences that are often used. */
  readonly phrases?: readonly string[];
}

export const isRequired = (ask: Ask, draft: Draft): boolean =>
  typeof ask.required === "function" ? ask.required(draft) : ask.required === true;

/** The questions that are asked now. */
export const asked = (asks: readonly Ask[], draft: Draft, context: ActContext): readonly Ask[] =>
  asks.filter((ask) => ask.when?.(draft, context) ?? true);
