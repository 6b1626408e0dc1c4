// Text into tokens: one spelling for each word, with a note of where sentences and clauses break.
import type { Spelling } from "./spelling.ts";
import { spell } from "./spelling.ts";

/** One word, number, amount or emoji, as the patterns see it. */
export type Token = {
  /** The word in its one spelling: lowercase, no apostrophe, contractions opened ("hes" is "he", "is"). */
  readonly word: string;
  /** Its value, if it is a number in digits or words. */
  readonly number?: number;
  /** An amount of money, such as £200. */
  readonly money?: boolean;
  /** What stands before it: 0 nothing, 1 a comma or dash, 2 the end of a sentence or the start of the text. */
  readonly gap: 0 | 1 | 2;
  /** A question mark ends the sentence right after this token. */
  asks?: boolean;
  /** Inside quotation marks: somebody else's words, perhaps. */
  readonly quoted: boolean;
  /** Where it stands in the text, for showing why. */
  readonly from: number;
  readonly to: number;
};

// Words (an apostrophe may stand inside), digits, emoji, money signs, marks. No nested repeats: linear on any input.
const pieces =
  /[£$€]|\p{Extended_Pictographic}|\d+(?:[.,]\d+)+|[\p{L}\p{M}\d]+(?:['*][\p{L}\p{M}]+)*|[.!?\n;:,()[\]"–—…-]+|\S/gu;
const runs = /\d+(?:[.,]\d+)*|\D+/g;
const strong = /[.!?\n;…]/;
const digits = /^\d/;
const wordlike = /^[\p{L}\p{M}\d]/u;
const marks = /^[.!?\n;:,()[\]"–—…-]+$/;

/** The same text with one kind of quote, no invisible characters, and no word stretched ("heeelp"). Same length is not kept. */
export function plain(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\u2018\u2019\u02bc\u00b4`\u2032]/g, "'")
    .replace(/[\u201c\u201d\u00ab\u00bb]/g, '"')
    .replace(
      /\u00ad|\u200b|\u200c|\u200d|\u200e|\u200f|[\u202a-\u202e]|[\u2060-\u2064]|\ufe0e|\ufe0f|\ufeff/g,
      "",
    )
    .toLowerCase()
    .replace(/(\p{L})\1{2,}/gu, "$1$1");
}

/** Cuts a text (already `plain`) into tokens in the spelling of this language. */
export function tokenise(text: string, spelling: Spelling): Token[] {
  const tokens: Token[] = [];
  let gap: Token["gap"] = 2;
  let quoted = false;
  let currency = false;
  let lastEnd = -1;
  const put = (word: string, from: number, to: number, number?: number, money = false) => {
    tokens.push({
      word,
      ...(number === undefined ? {} : { number }),
      ...(money ? { money } : {}),
      gap,
      quoted,
      from,
      to,
    });
    gap = 0;
  };
  for (const match of text.matchAll(pieces)) {
    const piece = match[0];
    const from = match.index;
    const to = from + piece.length;
    if (marks.test(piece)) {
      // A lone hyphen between letters or digits joins ("step-dad", "13-17"); anything else parts.
      const joins = piece === "-" && lastEnd === from && text[to] !== undefined && text[to] !== " ";
      if (!joins) gap = strong.test(piece) ? 2 : gap === 2 ? 2 : 1;
      const last = tokens.at(-1);
      if (last && piece.includes("?")) last.asks = true;
      if (piece.includes('"')) quoted = !quoted;
      if (piece.startsWith("[")) put("openbracket", from, to);
    } else if (piece === "£" || piece === "$" || piece === "€") {
      const last = tokens.at(-1);
      if (last?.number !== undefined && lastEnd === from) {
        tokens[tokens.length - 1] = { ...last, money: true };
      } else currency = true;
    } else if (wordlike.test(piece)) {
      for (const { run, at } of runsOf(piece, spelling)) {
        if (digits.test(run) && !spelling.forms.has(run)) {
          const next = text.slice(from + at + run.length, from + at + run.length + 4);
          const amount = currency || /^(?:k\b|quid)/.test(next);
          put(run, from + at, from + at + run.length, Number(run.replaceAll(",", "")), amount);
        } else
          for (const word of spell(run, spelling))
            put(word, from + at, from + at + run.length, spelling.numbers.get(word));
        currency = false;
      }
    } else if (piece === "+") put("+", from, to);
    else if (/\p{Extended_Pictographic}/u.test(piece)) put(piece, from, to);
    else if (piece === "&") put("and", from, to);
    else if (piece === "@") put("at", from, to);
    lastEnd = to;
  }
  return joinNumbers(tokens, spelling);
}

/** A piece in runs of letters and of digits ("15f", "y10"), unless it is shorthand as a whole ("every1", "b4"). */
function runsOf(piece: string, spelling: Spelling): { run: string; at: number }[] {
  if (spelling.forms.has(piece.replaceAll("'", ""))) return [{ run: piece, at: 0 }];
  return Array.from(piece.matchAll(runs), (match) => ({ run: match[0], at: match.index }));
}

/** "forty two" is one number; so is "tri deg pump" (three tens five), in languages that count so. */
function joinNumbers(tokens: readonly Token[], spelling: Spelling): Token[] {
  const joined: Token[] = [];
  for (const token of tokens) {
    const last = joined.at(-1);
    if (last?.number === undefined || token.gap > 0 || digits.test(last.word) || digits.test(token.word)) {
      joined.push(token);
      continue;
    }
    let number: number | undefined;
    if (spelling.tens.has(token.word) && last.number < 10) number = last.number * 10;
    else if (
      token.number !== undefined &&
      token.number < 10 &&
      last.number >= 10 &&
      last.number % 10 === 0 &&
      (last.number >= 20 || last.word.includes(" "))
    )
      number = last.number + token.number;
    if (number === undefined) joined.push(token);
    else joined[joined.length - 1] = { ...last, word: `${last.word} ${token.word}`, number, to: token.to };
  }
  return joined;
}
