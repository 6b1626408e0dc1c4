// Walks a pattern over the tokens from one place. Gaps are short and bounded, so the work at each place is bounded too.
import type { Classes } from "./classes.ts";
import type { Element, Pattern } from "./pattern.ts";
import type { Token } from "./tokens.ts";

export type Match = {
  /** First token and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** The token the rule is about. */
  readonly head: number;
  /** The first number the pattern took in, if it took one. */
  readonly number?: number;
};

// A repeated choice takes in at most this many words or phrases.
const mostRepeats = 6;

const none: readonly Pattern[] = [];

type Seen = {
  readonly head: number;
  readonly number: number | undefined;
  /** A place where the pattern said that a sentence may end. */
  readonly open: number;
};

/** The first way the pattern fits at this place that `accepts` agrees to. */
export function matchAt(
  pattern: Pattern,
  tokens: readonly Token[],
  from: number,
  classes: Classes,
  accepts: (match: Match) => boolean = () => true,
): Match | undefined {
  let found: Match | undefined;
  walk(pattern, 0, from, { head: -1, number: undefined, open: from }, (to, seen) => {
    const match: Match = {
      from,
      to,
      head: seen.head < 0 ? from : seen.head,
      ...(seen.number === undefined ? {} : { number: seen.number }),
    };
    if (!accepts(match)) return false;
    found = match;
    return true;
  });
  return found;

  function walk(
    elements: Pattern,
    index: number,
    at: number,
    seen: Seen,
    then: (at: number, seen: Seen) => boolean,
  ): boolean {
    const element = elements[index];
    if (!element) return then(at, seen);
    const next = (to: number, after: Seen) => walk(elements, index + 1, to, after, then);
    switch (element.type) {
      case "head":
        return next(at, { ...seen, head: at });
      case "gap":
        for (let skip = 0; skip <= element.most; skip++) {
          if (next(at + skip, seen)) return true;
          const token = tokens[at + skip];
          if (!token || !opens(at + skip, seen)) return false;
        }
        return false;
      case "maybe":
        return one(element.element, at, seen, next) || next(at, seen);
      case "many":
        return many(element.element, at, seen, mostRepeats, next);
      case "not":
        return !one(element.element, at, seen, () => true) && next(at, seen);
      default:
        return one(element, at, seen, next);
    }
  }

  function many(
    element: Element,
    at: number,
    seen: Seen,
    left: number,
    then: (at: number, seen: Seen) => boolean,
  ): boolean {
    const again = (to: number, after: Seen) => to > at && many(element, to, after, left - 1, then);
    return (left > 0 && one(element, at, seen, again)) || then(at, seen);
  }

  function one(element: Element, at: number, seen: Seen, then: (at: number, seen: Seen) => boolean): boolean {
    const token = tokens[at];
    switch (element.type) {
      case "edge":
        return isEdge(element.edge, at) && then(at, { ...seen, open: at });
      case "any":
        if (token && opens(at, seen) && element.words.has(token.word) && then(at + 1, seen)) return true;
        for (const option of element.options) if (walk(option, 0, at, seen, then)) return true;
        return false;
      case "class": {
        const found = classes.get(element.name);
        if (!found || !token || !opens(at, seen)) return false;
        for (const phrase of found.byFirst.get(token.word) ?? none)
          if (walk(phrase, 0, at, seen, then)) return true;
        for (const phrase of found.rest) if (walk(phrase, 0, at, seen, then)) return true;
        return found.words.has(token.word) && then(at + 1, seen);
      }
      case "word":
        return opens(at, seen) && token?.word === element.word && then(at + 1, seen);
      case "prefix":
        return opens(at, seen) && token?.word.startsWith(element.prefix) === true && then(at + 1, seen);
      case "number": {
        const value = token?.number;
        if (!opens(at, seen) || value === undefined || token?.money) return false;
        if (value < element.least || value > element.most) return false;
        return then(at + 1, { ...seen, number: seen.number ?? value });
      }
      case "money":
        return opens(at, seen) && token?.money === true && then(at + 1, seen);
      default:
        return false;
    }
  }

  /** A pattern may cross a comma, but runs on into the next sentence only where it says so. */
  function opens(at: number, seen: Seen): boolean {
    return tokens[at]?.gap !== 2 || at === seen.open;
  }

  function isEdge(edge: "^" | "$" | "<" | ">" | ",", at: number): boolean {
    switch (edge) {
      case "^":
        return at === 0;
      case "$":
        return at === tokens.length;
      case "<":
        return at === 0 || tokens[at]?.gap === 2;
      case ">":
        return at === tokens.length || tokens[at]?.gap === 2;
      case ",":
        return at === tokens.length || tokens[at]?.gap !== 0;
    }
  }
}
