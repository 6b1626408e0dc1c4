// Finding what fits at a place: only patterns that can begin with this word are tried.
import type { Classes } from "./classes.ts";
import type { Filed, Guard, Shelf } from "./lexicon.ts";
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
  const can = possible(tokens);
  // For each guard, how often it fitted before each token; nothing where it cannot fit at all.
  const counts = new Map<Guard, Int32Array | undefined>();
  const look = (guard: Guard) => {
    if (!can(guard)) return undefined;
    const before = new Int32Array(tokens.length + 1);
    let found = 0;
    for (const [at, { word }] of tokens.entries()) {
      if ((!guard.words || guard.words.has(word)) && matchAt(guard.pattern, tokens, at, classes)) found++;
      before[at + 1] = found;
    }
    return found > 0 ? before : undefined;
  };
  return (guard, from, to) => {
    if (!counts.has(guard)) counts.set(guard, look(guard));
    const before = counts.get(guard);
    if (!before) return false;
    return (before[Math.min(to, tokens.length)] ?? 0) > (before[Math.max(from, 0)] ?? 0);
  };
}
