// A vocabulary made ready: every pattern parsed once, and filed under the words it can begin with.
import type { Question } from "../../flows/questions.ts";
import type { Classes, WordClass } from "./classes.ts";
import { classesNamed, sortPhrases, wordClass, wordsIn } from "./classes.ts";
import type { Classifier } from "./classifier/classifier.ts";
import { readClassifier } from "./classifier/classifier.ts";
import type { Kinds } from "./classifier/kinds.ts";
import { buildKinds } from "./classifier/kinds.ts";
import type { Shelf } from "./filing.ts";
import { firstWords, needsOf, shelve } from "./filing.ts";
import type { Pattern } from "./pattern.ts";
import { parsePattern } from "./pattern.ts";
import type { Spelling } from "./spelling.ts";
import { deletions } from "./spelling.ts";
import { plain, tokenise } from "./tokens.ts";
import type { Rule, VocabularySource } from "./vocabulary.ts";

/** The button labels of a language. */
export type Labels = Partial<Record<Question, Record<string, string>>>;

/** A pattern looked for round a match, with the words it can begin with, if only words. */
export type Guard = {
  readonly pattern: Pattern;
  readonly words: ReadonlySet<string> | undefined;
  readonly needs: readonly ReadonlySet<string>[];
};

export type ReadyRule = Rule & {
  readonly guards: readonly Guard[];
  readonly farGuards: readonly Guard[];
  readonly company: readonly Guard[];
};
export type Mask = {
  readonly id: string;
  readonly hides: readonly string[];
  readonly asked?: readonly string[] | undefined;
  readonly guards: readonly Guard[];
};
export type GrammarMark = "negator" | "notNegator" | "unreal" | "notUnreal" | "break" | "self" | "other";

/** Everything `understand` needs to know of a language. */
export type Lexicon = {
  readonly spelling: Spelling;
  readonly classes: Classes;
  readonly rules: Shelf<ReadyRule>;
  readonly masks: Shelf<Mask>;
  readonly grammar: Shelf<GrammarMark>;
  /** The words of a label → question and option. */
  readonly labels: ReadonlyMap<Question, ReadonlyMap<string, string>>;
  /** Small words of other languages, by language. */
  readonly telltales: ReadonlyMap<string, ReadonlySet<string>>;
  readonly kinds: Kinds;
  /** The second reader, where the language has one. */
  readonly classifier: { readonly messages: Classifier; readonly mentions: Classifier } | undefined;
  /** The lexicons of other languages, so that a cry for help is heard in any of them. */
  readonly others: ReadonlyMap<string, Lexicon>;
};

/** Makes a checked vocabulary ready for use. Throws a sentence naming the field if a pattern cannot be read. */
export function buildLexicon(source: VocabularySource, labels: Labels): Lexicon {
  const spelling = buildSpelling(source);
  const classes = new Map<string, WordClass>();
  const sets = new Map<string, ReadonlySet<string>>();
  const parse = (field: string, patterns: readonly string[] | undefined) =>
    (patterns ?? []).map((pattern, at) => {
      try {
        return parsePattern(pattern, spelling);
      } catch (error) {
        throw new Error(`${field}.${at}: ${(error as Error).message}`);
      }
    });
  const guards = (field: string, patterns: readonly string[] | undefined): Guard[] =>
    parse(field, patterns).map((pattern) => ({
      pattern,
      words: firstWords(pattern, classes),
      needs: needsOf(pattern, classes, sets),
    }));
  for (const [name, entries] of Object.entries(source.classes))
    classes.set(name, wordClass(parse(`classes.${name}`, entries)));
  sortPhrases(classes);
  const ids = new Set<string>();
  for (const { id } of [...source.rules, ...source.masks]) {
    if (ids.has(id)) throw new Error(`rules.${id}: this id is given twice`);
    ids.add(id);
  }
  const rules = source.rules.map((rule) => ({
    patterns: parse(`rules.${rule.id}.when`, rule.when),
    of: {
      ...rule,
      guards: guards(`rules.${rule.id}.unless`, rule.unless),
      farGuards: guards(`rules.${rule.id}.unless_anywhere`, rule.unless_anywhere),
      company: guards(`rules.${rule.id}.with`, rule.with),
    },
  }));
  const masks = source.masks.map((mask) => ({
    patterns: parse(`masks.${mask.id}.when`, mask.when),
    of: { ...mask, guards: guards(`masks.${mask.id}.unless_anywhere`, mask.unless_anywhere) },
  }));
  const grammar = source.grammar;
  const marks: { patterns: Pattern[]; of: GrammarMark }[] = [
    { patterns: parse("grammar.negators", grammar?.negators), of: "negator" },
    { patterns: parse("grammar.not_negators", grammar?.not_negators), of: "notNegator" },
    { patterns: parse("grammar.unreal", grammar?.unreal), of: "unreal" },
    { patterns: parse("grammar.not_unreal", grammar?.not_unreal), of: "notUnreal" },
    { patterns: parse("grammar.breaks", grammar?.breaks), of: "break" },
    { patterns: parse("grammar.self", grammar?.self), of: "self" },
    { patterns: parse("grammar.other", grammar?.other), of: "other" },
  ];
  refuseUnknownClasses(classes, [
    ...[...classes].map(([name, one]) => [`classes.${name}`, one.phrases] as const),
    ...rules.map(
      (rule) =>
        [
          `rules.${rule.of.id}`,
          [
            ...rule.patterns,
            ...[...rule.of.guards, ...rule.of.farGuards, ...rule.of.company].map((guard) => guard.pattern),
          ],
        ] as const,
    ),
    ...masks.map(
      (mask) =>
        [`masks.${mask.of.id}`, [...mask.patterns, ...mask.of.guards.map((guard) => guard.pattern)]] as const,
    ),
    ...marks.map((mark) => [`grammar.${mark.of}`, mark.patterns] as const),
  ]);
  return {
    spelling,
    classes,
    rules: shelve(rules, classes, sets),
    masks: shelve(masks, classes, sets),
    grammar: shelve(marks, classes, sets),
    labels: labelWords(labels, spelling),
    kinds: buildKinds(source.kinds ?? {}),
    classifier: source.classifier && {
      messages: readClassifier(source.classifier.messages),
      mentions: readClassifier(source.classifier.mentions),
    },
    others: new Map(),
    telltales: new Map(Object.entries(source.other_languages).map(([name, words]) => [name, new Set(words)])),
  };
}

/** Lets lexicons know of each other: whoever switches language in mid-talk is understood all the same. */
export function acquaint(lexicons: Readonly<Record<string, Lexicon>>): Record<string, Lexicon> {
  const all = Object.entries(lexicons);
  return Object.fromEntries(
    all.map(([name, lexicon]) => [
      name,
      { ...lexicon, others: new Map(all.filter(([other]) => other !== name)) },
    ]),
  );
}

function buildSpelling(source: VocabularySource): Spelling {
  const forms = new Map(
    Object.entries(source.spellings).map(([typed, meant]) => [typed.replaceAll("'", ""), meant.split(" ")]),
  );
  const numbers = new Map(Object.entries(source.numbers));
  const near = new Map<string, string[]>();
  for (const word of source.near)
    for (const key of [word, ...deletions(word)]) near.set(key, [...(near.get(key) ?? []), word]);
  const plainSpelling: Spelling = {
    forms,
    numbers,
    tens: new Set(source.tens),
    near: new Map(),
    known: new Set(),
  };
  const known = new Set([...source.keep, ...source.near, ...source.tens, ...numbers.keys()]);
  for (const meant of forms.values()) for (const word of meant) known.add(word);
  const every = [...Object.values(source.classes).flat(), ...source.rules.flatMap((rule) => rule.when)];
  for (const pattern of every) {
    try {
      for (const word of wordsIn(parsePattern(pattern, plainSpelling))) known.add(word);
    } catch {
      // Refused with its field's name by buildLexicon.
    }
  }
  return { ...plainSpelling, near, known };
}

function refuseUnknownClasses(
  classes: Classes,
  all: readonly (readonly [string, readonly Pattern[]])[],
): void {
  for (const [field, patterns] of all)
    for (const name of patterns.flatMap(classesNamed))
      if (!classes.has(name)) throw new Error(`${field}: there is no word class [${name}]`);
}

/** A text reduced to its words, for comparing with labels. */
export function wordsOnly(text: string, spelling: Spelling): string {
  return tokenise(plain(text), spelling)
    .map((token) => token.word)
    .join(" ");
}

function labelWords(labels: Labels, spelling: Spelling): Map<Question, Map<string, string>> {
  const words = new Map<Question, Map<string, string>>();
  for (const [question, options] of Object.entries(labels))
    words.set(
      question as Question,
      new Map(Object.entries(options ?? {}).map(([option, label]) => [wordsOnly(label, spelling), option])),
    );
  return words;
}
