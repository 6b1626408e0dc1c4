// Which options a question offers to this person now.
import { changeable, type Memory, situationOf } from "./memory.ts";
import { type Option, type Question, questions, skippable } from "./questions.ts";
import * as is from "./rules.ts";

type Offer = (memory: Memory) => boolean;

const victimOrHelper: is.Rule = is.any(is.isVictim, is.isSupporter);
const when =
  (rule: is.Rule): Offer =>
  (memory) =>
    rule(situationOf(memory));
const planShown: Offer = (memory) => memory.shownFor !== undefined;

/** Options that are not for everybody, at any time. Those not named here always are. */
const offers: Partial<Record<Question, Readonly<Record<string, Offer>>>> = {
  next: {
    carry_on: (memory) => !planShown(memory),
    report_platform: (memory) => planShown(memory) && !is.didHarm(situationOf(memory)),
    money: when(is.hasPaid),
    contact: when(is.all(victimOrHelper, is.mayBeInUk)),
    tell_someone: when(is.all(is.mayBeUnder18, is.not(is.isSupporter), is.not(is.homeIsUnsafe))),
    help_them: when(is.isSupporter),
  },
  more: {
    change_answer: (memory) => changeable(memory).length > 0,
  },
  // Nobody is told how to reach a service that is not theirs (protocol section 8, rule 2).
  contact: {
    childline: when(is.mayBeUnder18),
    report_remove: when(is.mayBeUnder18),
    ceop: when(is.mayBeUnder18),
    take_it_down: when(is.pictureShowsChild),
    stopncii: when(is.isAdultPicture),
    revenge_porn_helpline: when(is.isAdult),
    samaritans: when(is.isAdult),
  },
};

/** Answers the flow shows by itself: every language has to hold them. */
export const namedAnswers: readonly string[] = [
  "tell_a_parent",
  "help_my_child",
  "help_my_friend",
  ...questions.contact.map((option) => `contact_${option}`),
];

/** The options a question offers now, in order; `skip` last where it may be skipped. */
export function optionsFor(question: Question, memory: Memory): readonly string[] {
  if (question === "change") return changeable(memory);
  const all: readonly Option[] = questions[question];
  const offered = all.filter((option) => offers[question]?.[option]?.(memory) ?? true);
  return skippable.includes(question) ? [...offered, "skip"] : offered;
}
