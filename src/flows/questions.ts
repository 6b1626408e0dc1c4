// Which question asks for which fact, and the answers it offers, in the order shown. Ids only; words are content.
import type { FactId } from "./facts.ts";

/** Every question the bot may ask. A question that fills a fact carries the fact's name. */
export const questions = {
  /** "What's happening?", asked when the first message does not say. `threatened` and `posted` also fill `shared`. */
  role: ["threatened", "posted", "supporter", "did_harm", "cautious"],
  age: ["under_13", "13_to_17", "adult"],
  coping: ["ok", "struggling", "at_risk"],
  pictured_under_18: ["yes", "no", "unsure"],
  offender: ["stranger", "partner_or_ex", "known_person", "unsure"],
  shared: ["threatened", "posted", "unsure"],
  paid: ["no", "yes"],
  nation: ["england", "wales", "scotland", "northern_ireland", "outside_uk"],
  paid_by: ["bank", "card", "gift_card", "crypto", "payment_app", "cash"],
  platforms: ["snapchat", "instagram", "whatsapp", "facebook", "tiktok", "discord", "telegram"],
  /** Asked back where two readings of a fact weigh nearly the same (doubts.ts). */
  sure_under_18: ["yes", "no"],
  sure_paid: ["yes", "no"],
  sure_shared: ["yes", "no"],
  sure_partner: ["yes", "no"],
  sure_known: ["yes", "no"],
  /** The one direct, kind question after an indirect sign of suicide (protocol section 2). */
  ending_life: ["yes", "no"],
  /** After a card: back to where we were, or stay with this (protocol section 6). */
  resume: ["carry_on", "stay"],
  /** After the plan, or when the questions did not work: what next? */
  next: [
    "carry_on",
    "report_platform",
    "money",
    "contact",
    "tell_someone",
    "help_them",
    "people",
    "more",
    "done",
  ],
  /** The rest of what can be done next. */
  more: ["plan_again", "plan_short", "more_people", "change_answer"],
  /** What happens when you contact one of these. */
  contact: [
    "childline",
    "report_remove",
    "ceop",
    "police",
    "take_it_down",
    "stopncii",
    "revenge_porn_helpline",
    "samaritans",
    "shout",
  ],
  /** Which answer to change. */
  change: ["role", "age", "pictured_under_18", "offender", "shared", "paid", "nation"],
} as const;

export type Question = keyof typeof questions;
export type Option<Q extends Question = Question> = (typeof questions)[Q][number];

/** The questions asked before the plan, in order (protocol section 3.4). At most these six, each at most once. */
export const triageQuestions = ["age", "coping", "pictured_under_18", "offender", "shared", "paid"] as const;

/** The questions that ask back in one short yes or no. */
export const doubtQuestions = [
  "sure_under_18",
  "sure_paid",
  "sure_shared",
  "sure_partner",
  "sure_known",
] as const satisfies readonly Question[];
export type DoubtQuestion = (typeof doubtQuestions)[number];

/** Does this question ask back? */
export const asksBack = (question: string): question is DoubtQuestion =>
  (doubtQuestions as readonly string[]).includes(question);

/** Questions that may be answered with "not sure / rather not say". */
export const skippable: readonly Question[] = [
  ...triageQuestions,
  ...doubtQuestions,
  "role",
  "nation",
  "paid_by",
  "platforms",
  "ending_life",
];

/** The fact a question fills, if it fills one. */
export function factOf(question: Question): FactId | undefined {
  if (asksBack(question)) return undefined;
  switch (question) {
    case "ending_life":
    case "resume":
    case "next":
    case "more":
    case "contact":
    case "change":
      return undefined;
    default:
      return question;
  }
}
