// Which other language a text is in, told by its small words, which nobody writes by accident.
import type { Lexicon } from "./lexicon.ts";

// At least this many small words, and this share of all words: one borrowed word is not another language.
const fewest = 2;
const share = 0.3;
// Enough to tell a language by.
const sample = 2000;

/** How much of another language is in a text: nothing, a word or two, or plainly all of it. */
export type Foreign = { readonly language: string; readonly plainly: boolean };

/** The other languages in a text (already `plain`). */
export function otherLanguages(text: string, lexicon: Lexicon): Foreign[] {
  const words = text.slice(0, sample).match(/[\p{L}\p{M}']+/gu) ?? [];
  const heard: Foreign[] = [];
  for (const [language, small] of lexicon.telltales) {
    const found = words.filter((word) => small.has(word.replaceAll("'", ""))).length;
    if (found > 0) heard.push({ language, plainly: found >= fewest && found >= words.length * share });
  }
  return heard;
}
