// What a language must hold. Built from the flow's ids: a missing word, or a word for something that does not exist,
// stops the start.
import { z } from "zod";
import { type StepId, sections, steps } from "../flows/plan.ts";
import { type Question, questions } from "../flows/questions.ts";
import { cards, sayings } from "../flows/types.ts";
import { answersFile } from "./answers.ts";
import { text, type Variants, variants } from "./variants.ts";

const each = <Id extends string, Schema extends z.ZodType>(ids: readonly Id[], schema: Schema) =>
  z.strictObject(Object.fromEntries(ids.map((id) => [id, schema])) as { [I in Id]: Schema });

/** A button's label; a bare text is the same for everybody. */
const label = z.union([text.transform((said): Variants => ({ default: said })), variants]);

const questionWords = <Q extends Question>(question: Q) =>
  z.strictObject({
    ask: variants,
    again: variants,
    options: each<string, typeof label>(questions[question], label),
  });

const questionIds = Object.keys(questions) as readonly Question[];

/** Sayings of the flow, and what the bot says when it cannot take a turn at all. */
export const contentSayings = [...sayings, "fail_safe", "group_refusal"] as const;

/** How a service is shown, piece by piece. */
const peopleTexts = [
  ...(["open", "online_now", "opens", "closed", "hours_unknown", "check_hours", "today", "later"] as const),
  ...([
    "call",
    "text",
    "text_word",
    "chat",
    "online",
    "email",
    "free",
    "anonymous",
    "not_anonymous",
  ] as const),
  ...(["under", "from", "between", "for_child", "for_adult", "report_in_app", "do_not_delete"] as const),
];

/** One schema for each words file of a language. */
export const wordsFiles = {
  sayings: each(contentSayings, variants),
  cards: each(cards, variants),
  questions: z.strictObject({
    skip: text,
    ...(Object.fromEntries(questionIds.map((q) => [q, questionWords(q)])) as {
      [Q in Question]: ReturnType<typeof questionWords<Q>>;
    }),
  }),
  plan: z.strictObject({
    sections: each(sections, text),
    steps: each<StepId, typeof variants>(steps, variants),
  }),
  people: z.strictObject({
    ...each(peopleTexts, text).shape,
    nation: each(["england", "wales", "scotland", "northern_ireland"], text),
  }),
  page: z.record(z.string(), text),
  answers: answersFile,
} as const;

export type Words = { readonly [File in keyof typeof wordsFiles]: z.output<(typeof wordsFiles)[File]> };

/** Every text of a language with its path, for checks over all words. */
export function* textsOf(
  value: unknown,
  path: readonly string[] = [],
): Generator<[path: string, text: string]> {
  if (typeof value === "string") yield [path.join("."), value];
  else if (value !== null && typeof value === "object")
    for (const [key, inner] of Object.entries(value)) yield* textsOf(inner, [...path, key]);
}
