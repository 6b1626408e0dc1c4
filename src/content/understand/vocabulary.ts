// What a language's understand/*.yaml files hold, checked strictly, and how they are read.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { listFacts, singleFacts } from "../../flows/facts.ts";
import { questions } from "../../flows/questions.ts";
import { signals } from "../../flows/signals.ts";
import { classifierSchema } from "./classifier/classifier.ts";
import { kindGroups } from "./classifier/kinds.ts";

const phrases = z.array(z.string().min(1)).min(1);
const single = z.enum(Object.keys(singleFacts));
const list = z.enum([...Object.keys(listFacts), "platforms"]);
const question = z.enum([...Object.keys(questions), "none"]);

/** Where the head word of a match may stand. `any` accepts every place. */
const place = {
  /** Under a negation ("havent paid")? */
  negated: z.enum(["no", "yes", "any"]).optional(),
  /** Not a fact yet: will, if, should, asked to. */
  unreal: z.enum(["no", "yes", "any"]).optional(),
  /** Who is doing it: the nearest subject to its left. */
  subject: z
    .array(z.enum(["self", "other", "none"]))
    .min(1)
    .optional(),
};

const ruleSchema = z.strictObject({
  /** Its name in reasons, `subject.what`. */
  id: z.string().regex(/^[a-z0-9_]+(\.[a-z0-9_]+)+$/),
  when: phrases,
  /** Not where one of these stands in the same sentence. */
  unless: phrases.optional(),
  /** Not where one of these stands anywhere in the text. */
  unless_anywhere: phrases.optional(),
  /** Only where one of these stands somewhere in the text. */
  with: phrases.optional(),
  /** Only in answer to these questions; `none` is a message nobody asked for. */
  asked: z.array(question).min(1).optional(),
  not_asked: z.array(question).min(1).optional(),
  /** Only if the message turns out to come from one of these. */
  only_role: z.array(z.enum(singleFacts.role)).min(1).optional(),
  /** Only if the message says, or the question was, that money was paid. */
  only_paid: z.boolean().optional(),
  /** Only if other rules found one of these facts or signals: a last resort that needs company. */
  only_with: z
    .array(z.union([single, list, z.enum(signals)]))
    .min(1)
    .optional(),
  ...place,
  facts: z.partialRecord(single, z.string()).optional(),
  lists: z.partialRecord(list, z.array(z.string())).optional(),
  signals: z.array(z.enum(signals)).optional(),
  /** The option taken of a question that fills no fact. */
  choice: z.string().optional(),
  /** Too wide to be believed on its own: only shown to the classifier. */
  hint: z.boolean().optional(),
  /** The asked question is declined. */
  skips: z.boolean().optional(),
  language: z.string().optional(),
  /** The signal is about somebody else: always, or when the subject is somebody else. */
  about: z.enum(["other", "subject"]).optional(),
  /** Heavier readings win over lighter ones; 1 unless told otherwise. */
  weight: z.number().optional(),
});

/** One rule of a vocabulary: what it looks for and what that says. */
export type Rule = z.infer<typeof ruleSchema>;

const maskSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9_]+(\.[a-z0-9_]+)+$/),
  when: phrases,
  unless_anywhere: phrases.optional(),
  asked: z.array(question).min(1).optional(),
  /** Rules whose id begins with one of these do not see the words of this one. */
  hides: z.array(z.string()).min(1),
});

/** A vocabulary as the files hold it, all files of a language taken together. */
export const vocabularySchema = z.strictObject({
  /** Word as typed (without apostrophe) → the words it stands for. */
  spellings: z.record(z.string(), z.string()).default({}),
  /** Words that are recognised when one letter is wrong. */
  near: z.array(z.string()).default([]),
  /** Words that are never taken for a misspelling. */
  keep: z.array(z.string()).default([]),
  numbers: z.record(z.string(), z.number()).default({}),
  tens: z.array(z.string()).default([]),
  grammar: z
    .strictObject({
      negators: phrases,
      not_negators: phrases.optional(),
      unreal: phrases,
      not_unreal: phrases.optional(),
      /** Where the reach of a negation or an "if" ends. */
      breaks: phrases,
      self: phrases,
      other: phrases,
    })
    .optional(),
  classes: z.record(z.string().regex(/^[a-z0-9_]+$/), phrases).default({}),
  rules: z.array(ruleSchema).default([]),
  /** Idioms, quotes and other people: words that are not what they seem. */
  masks: z.array(maskSchema).default([]),
  /** Kinds of words, for the classifier, by what they do in a sentence (classifier/kinds.ts). */
  kinds: z
    .partialRecord(z.enum(kindGroups), z.record(z.string().regex(/^[a-z0-9_]+$/), z.array(z.string()).min(1)))
    .optional(),
  /** Small words by which a text of another language gives itself away, by language. */
  other_languages: z.record(z.string(), z.array(z.string()).min(5)).default({}),
  /** The second reader (classifier.json, written by train.ts): of whole messages, and of ages, places and ways of paying. */
  classifier: z.strictObject({ messages: classifierSchema, mentions: classifierSchema }).optional(),
});

/** A language's vocabulary, checked, as plain data. */
export type VocabularySource = z.infer<typeof vocabularySchema>;

/** Reads all YAML files of a folder into one vocabulary. An error names the file and the field. */
export function readVocabulary(folder: string): VocabularySource {
  const whole: Record<string, unknown> = {};
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith(".yaml")) continue;
    const checked = vocabularySchema
      .partial()
      .safeParse(parse(readFileSync(join(folder, file), "utf8")) ?? {});
    if (!checked.success) {
      const issue = checked.error.issues[0];
      throw new Error(`${join(folder, file)}: ${issue?.path.join(".") || "the file"}: ${issue?.message}`);
    }
    for (const [key, value] of Object.entries(checked.data)) whole[key] = merge(whole[key], value, key, file);
  }
  const trained = join(folder, "classifier.json");
  if (existsSync(trained)) whole.classifier = JSON.parse(readFileSync(trained, "utf8"));
  return vocabularySchema.parse(whole);
}

function merge(before: unknown, added: unknown, key: string, file: string): unknown {
  if (before === undefined) return added;
  if (Array.isArray(before) && Array.isArray(added)) return [...before, ...added];
  for (const name of Object.keys(added as object))
    if (Object.hasOwn(before as object, name))
      throw new Error(`${file}: ${key}.${name} is already given elsewhere`);
  return { ...(before as object), ...(added as object) };
}
