// What the machine says. Each function takes the state of the talk and gives it back with more to say.
import { ordinary } from "./doubts.ts";
import { type Memory, nextQuestion, situationOf } from "./memory.ts";
import type { Need } from "./needs.ts";
import { optionsFor } from "./options.ts";
import { morePeopleFor, peopleFor, planFor } from "./plan.ts";
import { changedSections, isAnotherPlan } from "./plan-changes.ts";
import type { Question } from "./questions.ts";
import { isUnder18, type Situation } from "./rules.ts";
import { type Card, type Reply, type SaidOnce, type Saying, saidOnce, unknownAnswer } from "./types.ts";

/** The memory, and what this turn says so far. */
export type Talk = Memory & { readonly replies: readonly Reply[] };

const add = (talk: Talk, ...replies: readonly Reply[]): Talk => ({
  ...talk,
  replies: [...talk.replies, ...replies],
});

/** Says things and remembers that they have been said. */
export function tell(talk: Talk, ...sayings: readonly Saying[]): Talk {
  const told = saidOnce.filter((once) => talk.told.includes(once) || sayings.includes(once));
  return add({ ...talk, told }, ...sayings.map((say): Reply => ({ type: "say", say })));
}

/** At most this many bubbles come before the question (protocol section 8, rule 15). */
const mostBeforeQuestion = 2;

/** The hello and the core advice, each once, and a word about what was just heard (protocol section 3). */
export function greet(talk: Talk): Talk {
  const { facts, told } = talk;
  const room = mostBeforeQuestion - talk.replies.length;
  const due: SaidOnce[] = room > 1 ? ["hello", "core"] : ["core", "hello"];
  if (facts.age === "under_13") due.push("under_13");
  if (facts.coping === "struggling") due.push("struggling");
  return tell(talk, ...due.filter((saying) => !told.includes(saying)).slice(0, Math.max(room, 0)));
}

/** While a card holds the talk, the core advice still comes with the second reply at the latest. */
export const remindCore = (talk: Talk): Talk =>
  talk.told.includes("core") || talk.asked.length === 0 || talk.replies.length >= mostBeforeQuestion
    ? talk
    : tell(talk, "core");

/** Asks a question and waits for it. Asking back counts as asking for the fact; a doubt nobody asks about is dropped. */
export function ask(talk: Talk, question: Question, again = false): Talk {
  const now = [...new Set([ordinary(question), question])];
  const asked = [...talk.asked.filter((q) => !now.includes(q)), ...now];
  const doubt = talk.doubt?.asks === question ? talk.doubt : undefined;
  const options = optionsFor(question, talk);
  return add(
    { ...talk, pending: question, doubt, asked, misses: 0 },
    { type: "ask", question, options, again },
  );
}

/** Asks the waiting question once more, more simply. */
export const askAgain = (talk: Talk): Talk => ({
  ...ask(talk, talk.pending ?? nextQuestion(talk) ?? "next", true),
  misses: talk.misses,
});

/** The cards, most urgent first. */
export const showCards = (talk: Talk, cards: readonly Card[], about: "self" | "other"): Talk =>
  add(
    talk,
    ...cards.map((card): Reply => ({ type: "card", card, about, needs: needsOf(card, situationOf(talk)) })),
  );

/** Abuse and honour have helplines of their own; which one depends on age, nation and the hour. */
export function needsOf(card: Card, situation: Situation): readonly Need[] {
  if (card === "honour") return ["honour"];
  return card === "abuse" && !isUnder18(situation) ? ["sexual_violence"] : [];
}

/** The plan; once it was shown, only what has changed unless the whole is wanted. */
export function showPlan(talk: Talk, whole: boolean): Talk {
  const now = situationOf(talk);
  const before = talk.shownFor;
  const sections = whole || !before ? planFor(now) : changedSections(before, now);
  const changed = !whole && before && isAnotherPlan(before, now);
  const after = changed ? tell(talk, "changed") : whole || !before ? tell(talk, "plan_ready") : talk;
  return add({ ...after, shownFor: now }, { type: "plan", sections, needs: peopleFor(now) });
}

/** People to contact. */
export const refer = (talk: Talk): Talk => add(talk, { type: "refer", needs: peopleFor(situationOf(talk)) });

/** What to do about money that was paid. */
export function showMoney(talk: Talk): Talk {
  const sections = planFor(situationOf(talk)).filter(({ section }) => section === "money");
  return add(talk, { type: "plan", sections, needs: [] });
}

/** The answer to a question they asked. */
export const answer = (talk: Talk, id: string): Talk =>
  id === unknownAnswer ? tell(talk, "dont_know") : add(talk, { type: "answer", answer: id });

/** The first steps and one line for each person to reach. */
export function showShortPlan(talk: Talk): Talk {
  const sections = planFor(situationOf(talk)).filter(({ section }) => section === "right_now");
  return refer(add(talk, { type: "plan", sections, needs: [] }));
}

/** People beyond those in the plan. */
export function referMore(talk: Talk): Talk {
  const now = situationOf(talk);
  return add(talk, { type: "refer", needs: morePeopleFor(now), leaveOut: peopleFor(now) });
}

/** How to report on the platforms we know of. */
export const showPlatforms = (talk: Talk): Talk =>
  add(talk, { type: "platforms", platforms: talk.facts.platforms ?? [] });
