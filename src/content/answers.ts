// Questions people ask and what the bot says to them: the file they stand in, and the search that finds one.
// A message that only tells what happened is no question: only the shape of a question, or the very words of a question
// in the file, finds an answer. A wrong answer costs a frightened person more than "I don't know".
import MiniSearch from "minisearch";
import { z } from "zod";
import { text, variants } from "./variants.ts";

const mostInTitle = 32;

const id = z.string().regex(/^[a-z0-9_]+$/, "an id has only a-z, 0-9 and _");
const wordList = text.transform((words) => words.split(/\s+/));

const pattern = text.transform((source, context) => {
  try {
    return new RegExp(source, "u");
  } catch {
    context.addIssue({ code: "custom", message: `not a regular expression: ${source}` });
    return z.NEVER;
  }
});

const answer = z.strictObject({
  title: text.max(mostInTitle, `a title has ${mostInTitle} letters at most`),
  asks: z.array(text).min(5, "fewer than five ways to ask it"),
  answer: variants,
  more: z.array(id).max(3).optional(),
  sources: z.array(id).min(1, "no source"),
});

/** The answers file of a language: the answers, what the search knows of the language, and the sources. */
export const answersFile = z
  .strictObject({
    answers: z.record(id, answer),
    search: z.strictObject({
      stop_words: wordList,
      same: z.record(text, z.array(text)),
      fillers: wordList,
      question: z.array(pattern),
      never: z.array(text),
    }),
    sources: z.record(id, text),
  })
  .superRefine(({ answers, sources }, context) => {
    for (const [name, { more = [], sources: named }] of Object.entries(answers)) {
      const report = (field: string, message: string) =>
        context.addIssue({ code: "custom", path: ["answers", name, field], message });
      for (const other of more)
        if (!answers[other] || other === name) report("more", `no other answer is called ${other}`);
      for (const source of named) if (!sources[source]) report("sources", `no source is called ${source}`);
    }
  });
export type Answers = z.output<typeof answersFile>;

/** An answer that was found, and how well it fits, from 0 to 1. */
export type FoundAnswer = { readonly id: string; readonly score: number };

/** One way of asking, ready to be compared. */
type Ask = { readonly id: number; readonly answer: string; readonly tokens: readonly string[] };

/** What a language's search needs. Built once; `findAnswer` only reads it. */
export type AnswerIndex = {
  readonly search: MiniSearch<Ask>;
  readonly asks: readonly Ask[];
  /** Every way of asking, word for word. */
  readonly exact: ReadonlyMap<string, string>;
  /** Asks that are no questions, such as "i feel ashamed", by their words. */
  readonly tellings: ReadonlyMap<string, string>;
  readonly weights: ReadonlyMap<string, number>;
  readonly same: ReadonlyMap<string, string>;
  readonly grammar: Answers["search"];
  readonly stops: ReadonlySet<string>;
  readonly language: string;
};

/** How much a word without meaning of its own counts beside one with meaning. */
const stopWeight = 0.15;
/** What a word weighs that no answer holds. */
const unknownWeight = 0.8;
/** What a word weighs that every answer holds. */
const commonWeight = 0.4;
/** Below this fit the bot says that it does not know. Chosen on the `tuning` questions of the tests, not on the `fresh` ones. */
const threshold = 0.5;
/** The words both hold must weigh this much, unless nearly all words are the same. */
const enough = 0.7;
const nearlySame = 0.85;
/** Above this many words a message tells a story, and only its question is looked up. */
const story = 16;

const plain = (said: string, language: string): string =>
  said
    .toLocaleLowerCase(language)
    .replace(/['’‘`]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const tokensOf = (said: string, { same, language }: Pick<AnswerIndex, "same" | "language">) =>
  plain(said, language)
    .split(" ")
    .filter(Boolean)
    .map((word) => same.get(word) ?? word);

/** Builds the search over all ways to ask every answer. */
export function buildAnswerIndex({ answers, search: grammar }: Answers, language: string): AnswerIndex {
  const same = new Map(
    Object.entries(grammar.same).flatMap(([word, others]) => others.map((other) => [other, word] as const)),
  );
  const stops = new Set(grammar.stop_words.map((word) => same.get(plain(word, language)) ?? word));
  const asks: Ask[] = [];
  const exact = new Map<string, string>();
  const tellings = new Map<string, string>();
  for (const [name, { title, asks: ways }] of Object.entries(answers))
    for (const way of [title, ...ways]) {
      const tokens = tokensOf(way, { same, language });
      asks.push({ id: asks.length, answer: name, tokens });
      exact.set(tokens.join(" "), name);
      const words = meaningful(tokens, stops).join(" ");
      if (words && way !== title && !isQuestion(way, grammar, language)) tellings.set(words, name);
    }
  const search = new MiniSearch<Ask>({
    fields: ["tokens"],
    extractField: (ask, field) => (field === "tokens" ? ask.tokens.join(" ") : String(ask.id)),
    tokenize: (joined) => joined.split(" "),
    processTerm: (term) => (isEmpty(term, stops) ? null : term),
  });
  search.addAll(asks);
  const weights = weigh(asks, stops);
  return { search, asks, exact, tellings, weights, same, grammar, stops, language };
}

/** Words and numbers without a meaning of their own. */
const isEmpty = (token: string, stops: ReadonlySet<string>) => stops.has(token) || /^\d+$/.test(token);

const meaningful = (tokens: readonly string[], stops: ReadonlySet<string>): readonly string[] =>
  [...new Set(tokens)].filter((token) => !stops.has(token)).sort();

/** Rare words tell answers apart, so they weigh more: by how many answers hold them. */
function weigh(asks: readonly Ask[], stops: ReadonlySet<string>): Map<string, number> {
  const holders = new Map<string, Set<string>>();
  for (const { answer, tokens } of asks)
    for (const token of tokens) holders.set(token, (holders.get(token) ?? new Set()).add(answer));
  const all = Math.log(new Set(asks.map(({ answer }) => answer)).size);
  const weightOf = (token: string, held: number) =>
    isEmpty(token, stops) ? stopWeight : commonWeight + 1 - Math.log(held) / all;
  return new Map([...holders].map(([token, { size }]) => [token, weightOf(token, size)]));
}

/** Whether this has the shape of a question. */
function isQuestion(said: string, grammar: Answers["search"], language: string): boolean {
  if (/\?[\s!.]*$/.test(said)) return true;
  const words = plain(said, language).split(" ");
  const first = words.findIndex((word) => !grammar.fillers.includes(word));
  const rest = words.slice(Math.max(first, 0)).join(" ");
  return grammar.question.some((shape) => shape.test(rest));
}

/** The part of a long message that asks; a short one is asked as a whole. */
function asking(said: string, { grammar, language }: AnswerIndex): string | undefined {
  if (plain(said, language).split(" ").length <= story)
    return isQuestion(said, grammar, language) ? said : undefined;
  const parts = said.match(/[^.!?\n;,]+\??/g) ?? [];
  const questions = parts.filter(
    (part) => plain(part, language).split(" ").length <= story && isQuestion(part.trim(), grammar, language),
  );
  return questions.length > 0 ? questions.join(" ") : undefined;
}

/** Is this asked of us at all, whether we know the answer or not? */
export const isAsked = (said: string, index: AnswerIndex): boolean => asking(said, index) !== undefined;

/** The answer to a question in free text, or undefined: not a question, or none that is known. */
export function findAnswer(said: string, index: AnswerIndex): FoundAnswer | undefined {
  const { grammar, language, stops } = index;
  const whole = ` ${plain(said, language)} `;
  if (grammar.never.some((phrase) => whole.includes(` ${phrase} `))) return undefined;

  const question = asking(said, index);
  if (!question) {
    const told = index.tellings.get(meaningful(tokensOf(said, index), stops).join(" "));
    return told === undefined ? undefined : { id: told, score: 1 };
  }

  const tokens = tokensOf(question, index).map((token) => known(token, index));
  const same = index.exact.get(tokens.join(" "));
  if (same) return { id: same, score: 1 };
  const found = new Map<string, number>();
  for (const { id } of index.search.search(tokens.join(" "))) {
    const ask = index.asks[id as number];
    if (ask) found.set(ask.answer, Math.max(found.get(ask.answer) ?? 0, likeness(tokens, ask.tokens, index)));
  }
  const [best] = [...found].map(([id, score]) => ({ id, score })).sort((a, b) => b.score - a.score);
  return best && best.score >= threshold ? best : undefined;
}

/** The word that was meant: one the answers hold, where a typo or an ending stands between. */
function known(token: string, { search, weights, stops }: AnswerIndex): string {
  if (weights.has(token) || stops.has(token) || token.length < 4) return token;
  const [near] = search.search(token, { fuzzy: token.length < 8 ? 1 : 2, prefix: token.length > 4 });
  return near?.terms[0] ?? token;
}

/** How alike a question and a way of asking are: the weight of the words both hold, of the weight of all. */
function likeness(
  question: readonly string[],
  ask: readonly string[],
  { weights, stops }: AnswerIndex,
): number {
  const weightOf = (token: string) =>
    weights.get(token) ?? (isEmpty(token, stops) ? stopWeight : unknownWeight);
  const sum = (words: Iterable<string>) => [...words].reduce((total, word) => total + weightOf(word), 0);
  const [asked, way] = [new Set(question), new Set(ask)];
  const shared = asked.intersection(way);
  const alike = (2 * sum(shared)) / (sum(asked) + sum(way));
  // One common word, such as "friend", is not enough to go by, unless there is nothing else on either side.
  const evidence = sum([...shared].filter((token) => !stops.has(token)));
  return evidence >= enough || alike >= nearlySame ? alike : 0;
}
