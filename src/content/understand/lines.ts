// What the command line tools share: the lexicons of the languages on disk, and labelled questions as the flow asks them.
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Question } from "../../flows/questions.ts";
import { questions, skippable } from "../../flows/questions.ts";
import type { Asked } from "../../flows/types.ts";
import type { Lexicon } from "./index.ts";
import { acquaint, buildLexicon, readVocabulary } from "./index.ts";

const home = join(dirname(fileURLToPath(import.meta.url)), "..", "languages");
const names = readdirSync(home).filter((name) => existsSync(join(home, name, "understand")));
let lexicons: Record<string, Lexicon> | undefined;

/** The lexicon of a language, without button labels; English where there is none. */
export function lexiconOf(language: string): Lexicon {
  lexicons ??= acquaint(
    Object.fromEntries(
      names.map((name) => [name, buildLexicon(readVocabulary(join(home, name, "understand")), {})]),
    ),
  );
  const lexicon = lexicons[language] ?? lexicons.en;
  if (!lexicon) throw new Error(`there is no vocabulary in ${home}`);
  return lexicon;
}

/** The question a label names, with the options the flow offers; `opening` is the first question's other name. */
export function askedOf(label: string | null): Asked | undefined {
  if (label === null) return undefined;
  const question = (label === "opening" ? "role" : label) as Question;
  if (!Object.hasOwn(questions, question)) throw new Error(`there is no question "${label}"`);
  return { question, options: [...questions[question], ...(skippable.includes(question) ? ["skip"] : [])] };
}
