// The bars the reader must clear on each file of labelled rows, all in one place. A floor may be raised, never lowered.
//
// The aim, on rows nobody learnt from: F1 of 0.93 in openings and 0.96 in answers, 2 % invented, 1 % reversed, recall of 0.98
// for explicit and 0.90 for every other sign of danger, false alarms in 8 % of hard negatives and 1 % of ordinary messages.
// Welsh: 0.88 throughout. What stands below is what is reached so far.

export type Bars = {
  readonly opening: number;
  readonly answer: number;
  /** Largest share of rows that state nothing and have a fact read into them. */
  readonly invented: number;
  /** Largest share of paid and shared read the wrong way round. */
  readonly polarity: number;
  /** Largest share of hard negatives, and of ordinary messages, in which danger is heard. */
  readonly hardNegatives: number;
  readonly ordinary: number;
  /** Most children read as adults. */
  readonly underReadAsAdult: number;
  /** Least recall of each safety signal that the file has rows for. */
  readonly recall: Readonly<Record<string, number>>;
};

const english: Bars = {
  opening: 0.9,
  answer: 0.855,
  invented: 0.07,
  polarity: 0.03,
  hardNegatives: 0.24,
  ordinary: 0.025,
  underReadAsAdult: 0,
  recall: {
    suicide_explicit: 0.93,
    suicide_possible: 0.77,
    self_harm: 0.87,
    danger_now: 0.8,
    sexual_abuse: 0.8,
    honour: 0.9,
    carer_is_abuser: 0.6,
  },
};

/** One child in 180 Welsh rows is still read as an adult. It has to go. */
const welsh: Bars = {
  opening: 0.86,
  answer: 0.81,
  invented: 0.04,
  polarity: 0.02,
  hardNegatives: 0.17,
  ordinary: 0.03,
  underReadAsAdult: 1,
  recall: {
    suicide_explicit: 0.7,
    suicide_possible: 0.75,
    self_harm: 0.75,
    danger_now: 0.8,
    sexual_abuse: 1,
    honour: 1,
    carer_is_abuser: 1,
  },
};

/** Rows nobody learns from, whose misses nobody looks at. */
export const blind: Readonly<Record<string, Bars>> = {
  "blind-en-1.jsonl": english,
  "blind-en-2.jsonl": english,
  "blind-cy.jsonl": welsh,
  // Thanks, small talk, questions: hardly a fact in it, and no danger.
  "blind-chat.jsonl": { ...english, invented: 0.075, ordinary: 0.03, recall: {} },
};

/** Rows the classifier has learnt from. */
export const learnt = {
  opening: 0.97,
  answer: 0.96,
  polarity: 0.01,
  hardNegatives: 0.15,
  underReadAsAdult: 0,
  recall: {
    suicide_explicit: 0.97,
    suicide_possible: 0.9,
    self_harm: 0.9,
    danger_now: 0.9,
    sexual_abuse: 0.9,
    honour: 0.9,
    carer_is_abuser: 0.9,
  },
};
