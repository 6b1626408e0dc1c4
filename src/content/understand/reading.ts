// What `understand` hands over: the meaning, how sure it is, and why.
import type { Meaning } from "../../flows/types.ts";

/** Why something was found: which rule, which words. */
export type Reason = {
  /** Such as "age=13_to_17" or "signal suicide_explicit". */
  readonly found: string;
  /** The rule's id in the vocabulary. */
  readonly rule: string;
  /** The words as typed. */
  readonly words: string;
};

/** What one message says, and why we think so. */
export type Reading = Meaning & {
  readonly reasons: readonly Reason[];
  readonly confidence: number;
};
