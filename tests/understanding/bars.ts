// The bars the reader must clear on each file of labelled rows, all in one place. A floor may be raised, never lowered.

export type Bars = {
  readonly opening: number;
  readonly answer: number;
  /** Largest share of rows that state nothing and have a fact read into them. */
  readonly invented: number;
  readonly polarity: number;
  readonly falseAlarms: number;
  /** Least recall of each safety signal that the file has rows for. */
  readonly recall: Readonly<Record<string, number>>;
};

const recall = {
  suicide_explicit: 0.98,
  suicide_possible: 0.9,
  danger_now: 0.9,
  sexual_abuse: 0.9,
  honour: 0.9,
  carer_is_abuser: 0.9,
};

/** Rows the rules were tuned on. */
export const tuned: Bars = {
  opening: 0.95,
  answer: 0.96,
  invented: 0.04,
  polarity: 0.035,
  falseAlarms: 0.08,
  recall,
};

/**
 * Rows written before tuning, whose misses nobody looks at. The aim is 0.93 in openings, 0.96 in answers and 2 %
 * invented; these are the floors reached so far.
 */
export const frozen: Bars = {
  opening: 0.89,
  answer: 0.94,
  invented: 0.08,
  polarity: 0.015,
  falseAlarms: 0.08,
  recall,
};

/** Welsh, tuned and frozen alike; the frozen file has one carer row, so its recall says little. */
export const welsh: Bars = {
  opening: 0.88,
  answer: 0.88,
  invented: 0.12,
  polarity: 0.02,
  falseAlarms: 0.08,
  recall: {
    suicide_explicit: 0.98,
    suicide_possible: 0.88,
    danger_now: 0.88,
    sexual_abuse: 0.88,
    honour: 0.88,
  },
};
