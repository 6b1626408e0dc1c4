// Reads a message in tests: the question by name, and what came of it in a few words.
import type { Reading } from "../../src/content/understand/index.ts";
import { understand } from "../../src/content/understand/index.ts";
import { askedOf, lexiconOf } from "../../src/content/understand/lines.ts";

/** What a message says in answer to a question (null: nothing was asked). */
export function hear(text: string, asked: string | null = null, language = "en"): Reading {
  return understand(text, askedOf(asked), lexiconOf(language));
}
