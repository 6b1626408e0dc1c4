// Finding what fits at a place: only patterns that can begin with this word are tried.
import type { Classes } from "./classes.ts";
import type { Guard, Shelf } from "./lexicon.ts";
import type { Match } from "./match.ts";
import { matchAt } from "./match.ts";
import type { Pattern } from "./pattern.ts";
import type { Token } from "./tokens.ts";

type Fit<T> = { readonly of: T; readonly match: Match };
const shortestPrefix = 2;
const longestPrefix = 14;

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
  wanted: (of: T) => boolean = () => true,
): Fit<T>[] {
  const token = tokens[at];
  if (!token) return [];
  const found: Fit<T>[] = [];
  const trial = (filed: readonly { readonly pattern: Pattern; readonly of: T }[] | undefined) => {
    for (const { pattern, of } of filed ?? []) {
      if (!wanted(of)) continue;
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

/** Does the pattern fit anywhere from `from` up to `to`? */
export function fitsWithin(
  { pattern, words }: Guard,
  tokens: readonly Token[],
  from: number,
  to: number,
  classes: Classes,
): boolean {
  for (let at = Math.max(0, from); at < Math.min(tokens.length, to); at++) {
    if (words && !words.has(tokens[at]?.word ?? "")) continue;
    if (matchAt(pattern, tokens, at, classes)) return true;
  }
  return false;
}
