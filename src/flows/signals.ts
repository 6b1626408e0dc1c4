// What is looked for in every message, in every state, before anything else (protocol section 2).

/** Signals that are about somebody's safety. */
export const safetySignals = [
  "suicide_explicit",
  "suicide_possible",
  "self_harm",
  "danger_now",
  "sexual_abuse",
  "carer_is_abuser",
  "honour",
  "under_13",
] as const;

/** Things a person may ask of the bot at any time. */
export const commandSignals = [
  "exit",
  "forget",
  "human",
  "back",
  "restart",
  "correction",
  "language",
  "repeat",
  "stuck",
  "attachment",
  "abuse_of_bot",
] as const;

export const signals = [...safetySignals, ...commandSignals] as const;
export type Signal = (typeof signals)[number];
