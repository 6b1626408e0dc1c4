// What a language must hold. Built from the flow's ids: a missing word, or a word for something that does not exist,
// stops the start.
import { z } from "zod";
import { tags } from "../flows/audience.ts";
import { type StepId, sections, steps } from "../flows/plan.ts";
import { type Question, questions } from "../flows/questions.ts";
import { cards, sayings } from "../flows/types.ts";
import { privacyNotes } from "./channel.ts";

/** Tags a text may vary by: who is spoken to, the channel, somebody else's danger, a web page to point to. */
const knownTags: readonly string[] = [...tags, ...privacyNotes, "other", "web_chat"];

const text = z.string().trim().min(1, "no words");

/** One text, said differently to different people. `default` is always there; `a+b` is said where both hold. */
const variants = z
  .record(z.string(), text)
  .refine((said) => said.default !== undefined, "no `default`")
  .superRefine((said, context) => {
    for (const key of Object.keys(said))
      for (const tag of key.split("+"))
        if (tag !== "default" && !knownTags.includes(tag))
          context.addIssue({ code: "custom", path: [key], message: `no such tag: ${tag}` });
  });
export type Variants = z.output<typeof variants>;

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
} as const;

export type Words = { readonly [File in keyof typeof wordsFiles]: z.output<(typeof wordsFiles)[File]> };

/** The variant for these tags: the one naming most of them; of equals, the first in the file. */
export function variantFor(said: Variants, holding: ReadonlySet<string>): string {
  let best = "default";
  let most = 0;
  for (const key of Object.keys(said)) {
    const named = key.split("+");
    if (key !== "default" && named.length > most && named.every((tag) => holding.has(tag))) {
      best = key;
      most = named.length;
    }
  }
  return best;
}

/** Every text of a language with its path, for checks over all words. */
export function* textsOf(
  value: unknown,
  path: readonly string[] = [],
): Generator<[path: string, text: string]> {
  if (typeof value === "string") yield [path.join("."), value];
  else if (value !== null && typeof value === "object")
    for (const [key, inner] of Object.entries(value)) yield* textsOf(inner, [...path, key]);
}
