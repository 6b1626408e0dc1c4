// Files patterns under the words they can begin with, so that few have to be tried at each word.
import type { Classes, Starts } from "./classes.ts";
import { startsOf } from "./classes.ts";
import type { Pattern } from "./pattern.ts";

/** Patterns filed under what they can begin with; each entry carries what it stands for. */
export type Shelf<T> = {
  readonly words: ReadonlyMap<string, readonly Filed<T>[]>;
  readonly prefixes: ReadonlyMap<string, readonly Filed<T>[]>;
  readonly numbers: readonly Filed<T>[];
  readonly money: readonly Filed<T>[];
  /** Patterns that only fit at the start of the text, or of a sentence. */
  readonly opening: readonly Filed<T>[];
  readonly sentence: readonly Filed<T>[];
};
export type Filed<T> = {
  readonly pattern: Pattern;
  readonly of: T;
  /** A pattern can only fit a text that has at least one word of each of these sets. */
  readonly needs: readonly ReadonlySet<string>[];
};

/** The words a pattern can begin with; undefined if it can begin otherwise too. */
export function firstWords(pattern: Pattern, classes: Classes): ReadonlySet<string> | undefined {
  const first = pattern[0];
  if (!first || first.type === "gap" || first.type === "edge" || first.type === "not") return undefined;
  const starts: Starts = { words: new Set(), prefixes: new Set(), number: false, money: false };
  const empty = startsOf(pattern, classes, starts);
  return empty || starts.prefixes.size > 0 || starts.number || starts.money ? undefined : starts.words;
}

/** For each element that must be there and begins with a known word: those words. The same words are one set. */
export function needsOf(
  pattern: Pattern,
  classes: Classes,
  sets: Map<string, ReadonlySet<string>>,
): ReadonlySet<string>[] {
  return pattern.flatMap((element) => {
    if (element.type === "not" || element.type === "gap" || element.type === "edge") return [];
    const words = firstWords([element], classes);
    if (words === undefined || words.size === 0) return [];
    const key = [...words].sort().join(" ");
    const known = sets.get(key) ?? words;
    sets.set(key, known);
    return [known];
  });
}

/** Files patterns, each with what it stands for. */
export function shelve<T>(
  entries: readonly { patterns: readonly Pattern[]; of: T }[],
  classes: Classes,
  sets: Map<string, ReadonlySet<string>>,
): Shelf<T> {
  const words = new Map<string, Filed<T>[]>();
  const prefixes = new Map<string, Filed<T>[]>();
  const numbers: Filed<T>[] = [];
  const money: Filed<T>[] = [];
  const opening: Filed<T>[] = [];
  const sentence: Filed<T>[] = [];
  const file = (map: Map<string, Filed<T>[]>, key: string, filed: Filed<T>) => {
    const shelf = map.get(key);
    if (shelf) shelf.push(filed);
    else map.set(key, [filed]);
  };
  for (const { patterns, of } of entries)
    for (const pattern of patterns) {
      const filed = { pattern, of, needs: needsOf(pattern, classes, sets) };
      const first = pattern.find((element) => element.type !== "head");
      if (first?.type === "edge" && first.edge === "^") {
        opening.push(filed);
        continue;
      }
      if (first?.type === "edge" && first.edge === "<") {
        sentence.push(filed);
        continue;
      }
      const starts: Starts = { words: new Set(), prefixes: new Set(), number: false, money: false };
      startsOf(pattern, classes, starts);
      for (const word of starts.words) file(words, word, filed);
      for (const prefix of starts.prefixes) file(prefixes, prefix, filed);
      if (starts.number) numbers.push(filed);
      if (starts.money) money.push(filed);
    }
  return { words, prefixes, numbers, money, opening, sentence };
}
