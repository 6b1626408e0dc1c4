// How hard a text is to read: the Flesch-Kincaid grade, as a school in the US would count it.
import { fleschKincaid } from "flesch-kincaid";
import { syllable } from "syllable";

/** Links, numbers and signs are looked at, not read; sentences and words are. */
const readable = (text: string): string =>
  text
    .replace(/https:\/\/\S+|\S+@\S+/g, "")
    .replace(/\b\d[\d ]*\d\b|\d/g, "")
    .replace(/[()[\]"]/g, " ");

/** The grade of a text. Lines and colons end a sentence, as they do in a chat. */
export function readingGrade(text: string): number {
  const sentences = readable(text)
    .split(/[.!?:\n;]+/)
    .map((sentence) => sentence.match(/[A-Za-z'’-]*[A-Za-z][A-Za-z'’-]*/g) ?? [])
    .filter((words) => words.length > 0);
  const words = sentences.flat();
  if (words.length === 0) return 0;
  const syllables = words.reduce((sum, word) => sum + syllable(word), 0);
  return fleschKincaid({ sentence: sentences.length, word: words.length, syllable: syllables });
}
