// Understanding free text: the one door. A message, the question asked and a language's lexicon in; what it says out.
import { ordinary } from "../../flows/doubts.ts";
import type { Facts } from "../../flows/facts.ts";
import type { Question } from "../../flows/questions.ts";
import { factOf } from "../../flows/questions.ts";
import type { Asked, Meaning } from "../../flows/types.ts";
import type { Taken } from "./answer.ts";
import { taken } from "./answer.ts";
import { weighAnew } from "./classifier/weigh.ts";
import { standings } from "./context.ts";
import { findings } from "./findings.ts";
import { otherLanguages } from "./language.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Reading } from "./reading.ts";
import type { Settled } from "./settle.ts";
import { asFacts, follow, inOrder, joinSafety, keepOneAnswer, settle } from "./settle.ts";
import { plain, tokenise } from "./tokens.ts";

export type { Labels, Lexicon } from "./lexicon.ts";
export { acquaint, buildLexicon } from "./lexicon.ts";
export type { Reading } from "./reading.ts";
export type { VocabularySource } from "./vocabulary.ts";
export { readVocabulary, vocabularySchema } from "./vocabulary.ts";

/** What a message says, given the question it answers. Pure; the same words always mean the same. */
export function understand(text: string, asked: Asked | undefined, lexicon: Lexicon): Reading {
  const words = plain(text);
  const question = asked?.question ?? "none";
  const option = taken(text, asked, lexicon);
  let settled = readWords(words, question, lexicon);
  const heard = option?.how === "button" ? [] : otherLanguages(words, lexicon);
  for (const { language, plainly } of heard) {
    const other = lexicon.others.get(language);
    if (other) {
      const theirs = readWords(words, question, other);
      if (plainly) [settled, theirs.language] = [joinSafety(theirs, settled), settled.language ?? language];
      else settled = joinSafety(settled, theirs);
    }
    if (plainly) settled.language ??= language;
  }
  if (option) take(option, settled);
  else if (asked) keepOneAnswer(settled, asked.question);
  follow(settled, question);
  return read(settled, asked, option);
}

function readWords(words: string, question: string, lexicon: Lexicon): Settled {
  const tokens = tokenise(words, lexicon.spelling);
  const around = standings(tokens, lexicon);
  const found = findings(tokens, around, words, question, lexicon);
  const settled = settle(found, ordinary(question));
  return weighAnew(settled, { tokens, standings: around, asked: question, found }, lexicon);
}

/** Lays the option that was taken over what the rules found: it was meant as an answer. */
function take({ question, option, how }: Taken, settled: Settled): void {
  // A button's words are ours, not theirs: "Carry on" is no sign of anything.
  if (how !== "number") settled.signals.clear();
  settled.skips = false;
  settled.doubts = [];
  for (const fact of Object.keys(settled.facts))
    if (fact !== "platforms" || how === "button") delete settled.facts[fact];
  settled.reasons = settled.reasons.filter((reason) => reason.found.startsWith("signal"));
  delete settled.choice;
  if (option === "skip") settled.skips = true;
  else if (factOf(question) === undefined) settled.choice = option;
  else Object.assign(settled.facts, factsOf(question, option));
  settled.reasons.push({ found: `${question}=${option}`, rule: `answer.${how}`, words: option });
}

/** The facts an option of a question fills. */
function factsOf(question: Question, option: string): Record<string, string | readonly string[]> {
  if (question === "role" && (option === "threatened" || option === "posted"))
    return { role: "victim", shared: option };
  if (question === "paid_by" || question === "platforms") return { [question]: [option] };
  return { [question]: option };
}

function read(settled: Settled, asked: Asked | undefined, option: Taken | undefined): Reading {
  const facts: Facts = asFacts(settled.facts);
  const signals = inOrder(settled.signals);
  const question = option?.question ?? asked?.question;
  const skipped = settled.skips ? question : undefined;
  const chosen = settled.choice;
  const choice: Meaning["choice"] =
    chosen !== undefined && question !== undefined ? { question, option: chosen } : undefined;
  const nothing = Object.keys(facts).length === 0 && signals.length === 0 && !skipped && !choice;
  const [doubt] = settled.doubts;
  const confidence = option ? 1 : doubt ? 0.5 : nothing ? 0.3 : 0.9;
  return {
    facts,
    signals,
    ...(settled.aboutOther ? { about: "other" as const } : {}),
    ...(doubt ? { doubt } : {}),
    ...(skipped ? { skipped } : {}),
    ...(choice ? { choice } : {}),
    ...(settled.language ? { language: settled.language } : {}),
    reasons: settled.reasons,
    confidence,
  };
}
