// What a conversation remembers from one message to the next, and the small changes it goes through.
import { factInDoubt, ordinary, saidBack, whatYesSays } from "./doubts.ts";
import { type FactId, type Facts, learn, unlearn } from "./facts.ts";
import { asksBack, factOf, type Question, questions, triageQuestions } from "./questions.ts";
import { type Heard, isSupporter, isUnder18, type Situation } from "./rules.ts";
import type { Doubt, Meaning, Place } from "./types.ts";

/** The facts and the place, less the machine's state. Plain JSON. */
export type Memory = Omit<Place, "at"> & { readonly facts: Facts };

/** Nothing known yet, or nothing but the facts (a place from an older release is rebuilt from them). */
export const freshMemory = (facts: Facts = {}): Memory => ({
  facts,
  pending: undefined,
  doubt: undefined,
  shownFor: undefined,
  asked: [],
  skipped: [],
  misses: 0,
  told: [],
  heard: [],
});

export const situationOf = ({ facts, heard }: Memory): Situation => ({ facts, heard });

const heardForGood: readonly Heard[] = ["carer_is_abuser", "honour"];

/** Facts that are only ever said of something that happened to oneself. */
const victimFacts: readonly FactId[] = ["shared", "paid", "paid_by", "demand", "origin", "pictured_under_18"];

/**
 * Age is the age of the person in need. Who turns out to help somebody else has told their own age before, and who turns out
 * to need help themselves that of the other. Whether a child or an adult is helped is for the age to say, once it is known.
 */
function ofThePersonInNeed(facts: Facts, before: Facts, heard: Facts): Facts {
  const helps = facts.role === "supporter";
  const helped = before.role === "supporter";
  const agesAgree =
    !facts.age || !heard.supporting || (facts.age === "adult") === (heard.supporting === "adult");
  const isOthersAge = !heard.age && before.age !== undefined && (helps !== helped || !agesAgree);
  const known = isOthersAge ? unlearn(facts, "age") : facts;
  if (!helps || !known.age) return known;
  return learn(known, { supporting: known.age === "adult" ? "adult" : "child" });
}

/** What a message says of facts: those it states, and what its yes or no to a question asked back means. */
function factsTold(before: Memory, { facts, choice, doubt }: Meaning): Facts {
  // What was known and is doubted now is not asked again: the safer reading holds.
  const safer = doubt && before.facts[factInDoubt(doubt)] !== undefined ? whatYesSays(doubt.asks, doubt) : {};
  return { ...safer, ...saidBack(choice, before.doubt), ...facts };
}

/** The doubt to ask back about: the one just heard, once for each fact, or the one that waits; none that is settled. */
function doubtLeft(memory: Memory, heard: Doubt | undefined): Doubt | undefined {
  const askedBack = memory.asked.filter(asksBack).map(ordinary);
  const fresh = heard && !askedBack.includes(factInDoubt(heard)) ? heard : undefined;
  return [fresh, memory.doubt].find((doubt) => doubt && stillToAsk(factInDoubt(doubt), memory));
}

/** A message taken in: facts learnt, skips noted, lasting signals kept, a doubt held for asking. Changes nothing else. */
export function remember(before: Memory, meaning: Meaning): Memory {
  const told = factsTold(before, meaning);
  const inDoubt = meaning.doubt && factInDoubt(meaning.doubt);
  let facts = learn(before.facts, told);
  const speaksOfSelf = !isSupporter({ facts, heard: [] });
  if (speaksOfSelf && meaning.signals.includes("suicide_explicit"))
    facts = learn(facts, { coping: "at_risk" });
  // Who was only careful, and is threatened now, is a victim now.
  const { shared, paid } = told;
  const nowThreatened =
    shared === "threatened" || shared === "posted" || inDoubt === "shared" || paid === "yes";
  if (facts.role === "cautious" && !meaning.facts.role && nowThreatened)
    facts = learn(facts, { role: "victim" });
  if (facts.role === undefined && victimFacts.some((fact) => told[fact] !== undefined || fact === inDoubt))
    facts = learn(facts, { role: "victim" });
  facts = ofThePersonInNeed(facts, before.facts, told);
  const heard = heardForGood.filter((h) => before.heard.includes(h) || meaning.signals.includes(h));
  const skipped = meaning.skipped
    ? [...new Set([...before.skipped, ordinary(meaning.skipped)])]
    : before.skipped;
  const after = { ...before, facts, heard, skipped };
  return { ...after, doubt: doubtLeft(after, meaning.doubt) };
}

/** Did this message tell anything new, were it only a doubt? What was known already does not count as an answer. */
export const toldSomethingNew = (before: Memory, after: Memory): boolean =>
  (after.doubt !== undefined && after.doubt !== before.doubt) ||
  JSON.stringify([before.facts, before.skipped, before.heard]) !==
    JSON.stringify([after.facts, after.skipped, after.heard]);

/** One answer taken back, so that its question is asked again and the plan is shown anew. */
export function takeBack(memory: Memory, question: Question): Memory {
  const fact = factOf(question);
  return {
    ...memory,
    facts: fact ? unlearn(memory.facts, fact) : memory.facts,
    skipped: memory.skipped.filter((q) => q !== question),
    asked: memory.asked.filter((q) => q !== question),
    misses: 0,
    doubt: undefined,
    shownFor: undefined,
  };
}

const isAnswered = (memory: Memory, question: Question): boolean => {
  const fact = factOf(question);
  return memory.skipped.includes(question) || (fact !== undefined && memory.facts[fact] !== undefined);
};

/** The last question that was answered or skipped before the one that waits now. */
export const lastAnswered = (memory: Memory): Question | undefined =>
  memory.asked.filter((question) => question !== memory.pending && isAnswered(memory, question)).at(-1);

/** Answers somebody may change: those they gave or skipped. */
export const changeable = (memory: Memory): readonly Question[] =>
  questions.change.filter((question) => isAnswered(memory, question));

/** Is this triage question still to be asked? (Protocol sections 1 and 3: only if unknown, only of whom it concerns.) */
export function stillToAsk(question: Question, memory: Memory): boolean {
  const { facts, skipped } = memory;
  const fact = factOf(question);
  if (skipped.includes(question) || (fact && facts[fact] !== undefined)) return false;
  const isMainRole = facts.role === undefined || facts.role === "victim" || facts.role === "supporter";
  switch (question) {
    case "role":
      return true;
    case "age":
      return !(facts.role === "supporter" && facts.supporting === "adult");
    case "coping":
      return facts.role !== "supporter" && isMainRole;
    case "pictured_under_18":
      return isMainRole && !isUnder18(situationOf(memory)) && facts.origin !== "claimed";
    // A mass e-mail comes from a stranger who has shown nobody anything.
    case "offender":
    case "shared":
      return isMainRole && facts.origin !== "claimed";
    case "paid":
    case "nation":
      return isMainRole;
    case "paid_by":
      return facts.paid === "yes";
    default:
      return false;
  }
}

/** All questions the flow asks by itself, in order: those of the triage, then those that sharpen the plan. */
const inOrder: readonly Question[] = ["role", ...triageQuestions, "nation", "paid_by"];

/** The next question, if any is left: a doubt comes first. Those after the triage wait for the plan. */
export const nextQuestion = (memory: Memory): Question | undefined =>
  memory.doubt?.asks ?? inOrder.find((question) => stillToAsk(question, memory));
