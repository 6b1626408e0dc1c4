// The bars the reader must clear on each file of labelled rows, all in one place. A floor may be raised, never lowered.

export type Bars = {
  readonly opening: number;
  readonly answer: number;
  /** Largest share of rows that state nothing and have a fact read into them. */
  readonly invented: number;
  readonly polarity: number;
  /** Largest share of hard negatives, and of ordinary messages, in which danger is heard. */
  readonly hardNegatives: number;
  readonly ordinary: number;
  /** Least recall of each safety signal that the file has rows for. */
  readonly recall: Readonly<Record<string, number>>;
};

/** What we want, on rows nobody tuned on. */
export const aim: Bars = {
  opening: 0.93,
  answer: 0.96,
  invented: 0.02,
  polarity: 0.01,
  hardNegatives: 0.08,
  ordinary: 0.01,
  recall: {
    suicide_explicit: 0.98,
    suicide_possible: 0.9,
    danger_now: 0.9,
    sexual_abuse: 0.9,
    honour: 0.9,
    carer_is_abuser: 0.9,
  },
};
