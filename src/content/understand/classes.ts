// Word classes: named sets of words and short phrases that patterns are made of.
import type { Element, Pattern } from "./pattern.ts";

export type WordClass = {
  readonly words: ReadonlySet<string>;
  readonly phrases: readonly Pattern[];
  /** The phrases that can begin with a word, and those that can begin otherwise (`sortPhrases`). */
  byFirst: ReadonlyMap<string, readonly Pattern[]>;
  rest: readonly Pattern[];
};
export type Classes = ReadonlyMap<string, WordClass>;

/** A class from its entries: single words become a set, everything else stays a pattern. */
export function wordClass(entries: readonly Pattern[]): WordClass {
  const words = new Set<string>();
  const phrases: Pattern[] = [];
  for (const entry of entries) {
    const only = entry.length === 1 ? entry[0] : undefined;
    if (only?.type === "word") words.add(only.word);
    else phrases.push(entry);
  }
  // Longer phrases first, so that "step dad" is not read as "step" and something.
  phrases.sort((a, b) => b.length - a.length);
  return { words, phrases, byFirst: new Map(), rest: phrases };
}

/** Files the phrases of every class under their first words, once all classes are known. */
export function sortPhrases(classes: Classes): void {
  for (const one of classes.values()) {
    const byFirst = new Map<string, Pattern[]>();
    const rest: Pattern[] = [];
    for (const phrase of one.phrases) {
      const starts: Starts = { words: new Set(), prefixes: new Set(), number: false, money: false };
      const empty = startsOf(phrase, classes, starts);
      if (empty || starts.prefixes.size > 0 || starts.number || starts.money) rest.push(phrase);
      else for (const word of starts.words) byFirst.set(word, [...(byFirst.get(word) ?? []), phrase]);
    }
    one.byFirst = byFirst;
    one.rest = rest;
  }
}

/** What a pattern can begin with: how rules are found quickly without trying each at each word. */
export type Starts = { words: Set<string>; prefixes: Set<string>; number: boolean; money: boolean };

/** Gathers everything the pattern can begin with into `starts`; true if the pattern may also match nothing. */
export function startsOf(pattern: Pattern, classes: Classes, starts: Starts): boolean {
  for (const element of pattern) if (!startOf(element, classes, starts)) return false;
  return true;
}

function startOf(element: Element, classes: Classes, starts: Starts): boolean {
  switch (element.type) {
    case "word":
      starts.words.add(element.word);
      return false;
    case "prefix":
      starts.prefixes.add(element.prefix);
      return false;
    case "number":
      starts.number = true;
      return false;
    case "money":
      starts.money = true;
      return false;
    case "class": {
      const found = classes.get(element.name);
      for (const word of found?.words ?? []) starts.words.add(word);
      let empty = false;
      for (const phrase of found?.phrases ?? []) empty = startsOf(phrase, classes, starts) || empty;
      return empty;
    }
    case "any": {
      for (const word of element.words) starts.words.add(word);
      let empty = false;
      for (const option of element.options) empty = startsOf(option, classes, starts) || empty;
      return empty;
    }
    case "maybe":
    case "many":
      startOf(element.element, classes, starts);
      return true;
    default:
      return true;
  }
}

/** The names of the classes a pattern speaks of. */
export function classesNamed(pattern: Pattern): string[] {
  return pattern.flatMap((element) => {
    switch (element.type) {
      case "class":
        return [element.name];
      case "any":
        return element.options.flatMap(classesNamed);
      case "maybe":
      case "many":
      case "not":
        return classesNamed([element.element]);
      default:
        return [];
    }
  });
}

/** Every plain word a pattern speaks of. */
export function wordsIn(pattern: Pattern): string[] {
  return pattern.flatMap((element) => {
    switch (element.type) {
      case "word":
        return [element.word];
      case "any":
        return [...element.words, ...element.options.flatMap(wordsIn)];
      case "maybe":
      case "many":
      case "not":
        return wordsIn([element.element]);
      default:
        return [];
    }
  });
}
