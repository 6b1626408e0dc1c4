// The little pattern language of the vocabulary files, and how a pattern is turned into data the matcher can walk.
//
//   word      that word, in its one spelling        word*     any word that begins so
//   [class]   any word or phrase of a word class    (a|b c)   either
//   (a|b)*    any number of these, up to six
//   x?        may be left out                       !x        here must not stand x (takes up no room)
//   ..        up to three words between             ..5       up to five; gaps do not leave the sentence
//   #  #13-17 a number, a number in that range      £         an amount of money
//   ^  $      start and end of the text             <  >      start and end of a sentence
//   ,         a comma, dash or sentence end here    =x        the word the rule is about (otherwise the first)
import type { Spelling } from "./spelling.ts";
import { spell } from "./spelling.ts";

export type Element =
  | { readonly type: "word"; readonly word: string }
  | { readonly type: "prefix"; readonly prefix: string }
  | { readonly type: "class"; readonly name: string }
  | { readonly type: "number"; readonly least: number; readonly most: number }
  | { readonly type: "money" }
  | {
      readonly type: "any";
      /** Choices of one word. */
      readonly words: ReadonlySet<string>;
      /** All other choices. */
      readonly options: readonly (readonly Element[])[];
    }
  | { readonly type: "maybe"; readonly element: Element }
  | { readonly type: "many"; readonly element: Element }
  | { readonly type: "not"; readonly element: Element }
  | { readonly type: "gap"; readonly most: number }
  | { readonly type: "edge"; readonly edge: "^" | "$" | "<" | ">" | "," }
  | { readonly type: "head" };

/** A pattern as the matcher walks it. */
export type Pattern = readonly Element[];

/** Reads one pattern. Throws a sentence that says what is wrong with it. */
export function parsePattern(source: string, spelling: Spelling): Pattern {
  const text = source.trim();
  let at = 0;

  function sequence(closing: boolean): Element[] {
    const elements: Element[] = [];
    for (;;) {
      while (text[at] === " ") at++;
      const char = text[at];
      if (char === undefined || (closing && (char === "|" || char === ")"))) return elements;
      elements.push(...element());
    }
  }

  function element(): Element[] {
    const char = text[at] as string;
    if (char === "=") {
      at++;
      return [{ type: "head" }, ...element()];
    }
    if (char === "!") {
      at++;
      return element().map((inner) => ({ type: "not", element: inner }));
    }
    const body = atom(char);
    if (text[at] !== "?") return body;
    at++;
    const only = body.length === 1 ? body[0] : undefined;
    return [{ type: "maybe", element: only ?? choice([body]) }];
  }

  function atom(char: string): Element[] {
    if (char === "(") {
      const options: Element[][] = [];
      do {
        at++;
        options.push(sequence(true));
      } while (text[at] === "|");
      if (text[at] !== ")") throw new Error(`"${source}" opens a bracket it does not close`);
      at++;
      if (options.some((option) => option.length === 0)) throw new Error(`"${source}" has an empty choice`);
      const any = choice(options);
      if (text[at] !== "*") return [any];
      at++;
      return [{ type: "many", element: any }];
    }
    const rest = text.slice(at);
    const gap = /^\.\.(\d*)/.exec(rest);
    if (gap) {
      at += gap[0].length;
      return [{ type: "gap", most: gap[1] ? Number(gap[1]) : 3 }];
    }
    const named = /^\[([a-z0-9_]+)\]/.exec(rest);
    if (named) {
      at += named[0].length;
      return [{ type: "class", name: named[1] as string }];
    }
    const range = /^#(?:(\d+)-(\d+))?/.exec(rest);
    if (range) {
      at += range[0].length;
      return [{ type: "number", least: Number(range[1] ?? 0), most: Number(range[2] ?? 1e9) }];
    }
    if (char === "£") {
      at++;
      return [{ type: "money" }];
    }
    if (char === "^" || char === "$" || char === "<" || char === ">" || char === ",") {
      at++;
      return [{ type: "edge", edge: char }];
    }
    const word = /^[^\s()|?!=,*[\]]+/u.exec(rest)?.[0];
    if (!word) throw new Error(`"${source}" cannot be read at "${rest.slice(0, 12)}"`);
    at += word.length;
    if (text[at] === "*") {
      at++;
      return [{ type: "prefix", prefix: word }];
    }
    if (/^\d+$/.test(word)) return [{ type: "number", least: Number(word), most: Number(word) }];
    return spell(word, spelling).map((one) => ({ type: "word", word: one }));
  }

  const pattern = sequence(false);
  if (text[at] !== undefined) throw new Error(`"${source}" closes a bracket it did not open`);
  const solid = pattern.filter((one) => one.type !== "gap" && one.type !== "head" && one.type !== "edge");
  if (solid.length === 0) throw new Error(`"${source}" would match anything`);
  return pattern;
}

/** One of several: single words are kept apart, because looking one up is quicker than trying each. */
function choice(options: readonly (readonly Element[])[]): Element {
  const words = new Set<string>();
  const rest: (readonly Element[])[] = [];
  for (const option of options) {
    const only = option.length === 1 ? option[0] : undefined;
    if (only?.type === "word") words.add(only.word);
    else rest.push(option);
  }
  return { type: "any", words, options: rest };
}
