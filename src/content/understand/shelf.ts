// Finding what fits at a place: only patterns that can begin with this word are tried.
import type { Classes } from "./classes.ts";
import type { Filed, Shelf } from "./filing.ts";
import type { Guard } from "./lexicon.ts";
import type { Match } from "./match.ts";
import { matchAt } from "./match.ts";
import type { Token } from "./tokens.ts";

type Fit<T> = { readonly of: T; readonly match: Match };
const shortestPrefix = 2;
const longestPrefix = 14;
const none: readonly never[] = [];

type Needy = { readonly needs: readonly ReadonlySet<string>[] };

/** Which patterns can fit a text at all, by the words it has. Remembers what it found. */
export function possible(tokens: readonly Token[]): (filed: Needy) => boolean {
  const words = [...new Set(tokens.map(({ word }) => word))];
  const known = new Map<ReadonlySet<string>, boolean>();
  const answers = new Map<Needy, boolean>();
  const has = (set: ReadonlySet<string>) => {
    let found = known.get(set);
    if (found === undefined) {
      found = words.some((word) => set.has(word));
      known.set(set, found);
    }
    return found;
  };
  return (filed) => {
    let answer = answers.get(filed);
    if (answer === undefined) {
      answer = filed.needs.every(has);
      answers.set(filed, answer);
    }
    return answer;
  };
}

// A long text is looked through block by block: what no word near by can begin or complete is not tried there.
const block = 64;
const beyond = 24;

/** Which patterns can fit where, by the words near that place. To be asked from left to right. */
export function possibleNear(tokens: readonly Token[]): (at: number) => (filed: Needy) => boolean {
  let end = 0;
  let fitting: (filed: Needy) => boolean = () => false;
  return (at) => {
    if (at >= end) {
      fitting = possible(tokens.slice(at, at + block + beyond));
      end = at + block;
    }
    return fitting;
  };
}

/**
 * Everything on the shelf that fits at this token. `accepts` may turn a match down and have another tried;
 * what is not `wanted` is not tried at all.
 */
export function fits<T>(
  shelf: Shelf<T>,
  tokens: readonly Token[],
  at: number,
  classes: Classes,
  accepts: (of: T, match: Match) => boolean = () => true,
  wanted: (filed: Filed<T>) => boolean = () => true,
): Fit<T>[] {
  const token = tokens[at];
  if (!token) return [];
  const found: Fit<T>[] = [];
  const trial = (all: readonly Filed<T>[] | undefined) => {
    for (const filed of all ?? none) {
      if (!wanted(filed)) continue;
      const { pattern, of } = filed as Filed<T>;
      const match = matchAt(pattern, tokens, at, classes, (one) => accepts(of, one));
      if (match) found.push({ of, match });
    }
  };
  if (at === 0) trial(shelf.opening);
  if (token.gap === 2) trial(shelf.sentence);
  trial(shelf.words.get(token.word));
  if (shelf.prefixes.size > 0)
    for (let length = shortestPrefix; length <= Math.min(token.word.length, longestPrefix); length++)
      trial(shelf.prefixes.get(token.word.slice(0, length)));
  if (token.number !== undefined && !token.money) trial(shelf.numbers);
  if (token.money) trial(shelf.money);
  return found;
}

/** Answers whether a guard fits anywhere from one token up to another. Each guard is looked for once in the text. */
export function watch(
  tokens: readonly Token[],
  classes: Classes,
): (guard: Guard, from: number, to: number) => boolean {
  const places = new Map<string, number[]>();
  for (const [at, { word }] of tokens.entries()) {
    const all = places.get(word);
    if (all) all.push(at);
    else places.set(word, [at]);
  }
  // Where each guard fits, from left to right.
  const fitting = new Map<Guard, readonly number[]>();
  const look = ({ pattern, words }: Guard): readonly number[] => {
    const tried = words ? [...words].flatMap((word) => places.get(word) ?? []) : [...tokens.keys()];
    const found = tried.filter((at) => matchAt(pattern, tokens, at, classes));
    return words ? found.sort((a, b) => a - b) : found;
  };
  return (guard, from, to) => {
    let found = fitting.get(guard);
    if (!found) {
      found = look(guard);
      fitting.set(guard, found);
    }
    return holdsBetween(found, from, to);
  };
}

/** Does a sorted list hold a number from one up to another? */
function holdsBetween(sorted: readonly number[], from: number, to: number): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < from) low = middle + 1;
    else high = middle;
  }
  return (sorted[low] ?? to) < to;
}
