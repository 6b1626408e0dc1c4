// Answers that need no rules: a button's value, a number or letter, the words of a label.
import type { Question } from "../../flows/questions.ts";
import { questions } from "../../flows/questions.ts";
import type { Asked } from "../../flows/types.ts";
import type { Lexicon } from "./lexicon.ts";
import { wordsOnly } from "./lexicon.ts";
import { isOption } from "./settle.ts";

/** An option taken outright, and how. */
export type Taken = {
  readonly question: Question;
  readonly option: string;
  readonly how: "button" | "number" | "label";
};

const button = /^([a-z_0-9]+):([a-z_0-9]+)$/;
const numbered = /^(?:option |number |no\.? ?|opsiwn |rhif )?\(?(\d{1,2}|[a-z])\)?[.)]?$/;

/** The option this text takes, if it is a button's value, a bare number or letter, or a label word for word. */
export function taken(text: string, asked: Asked | undefined, lexicon: Lexicon): Taken | undefined {
  const bare = text.trim().toLowerCase();
  const pressed = button.exec(bare);
  const question = pressed?.[1] as Question | undefined;
  if (pressed && question && Object.hasOwn(questions, question) && isOption(question, pressed[2] as string))
    return { question, option: pressed[2] as string, how: "button" };
  if (!asked) return undefined;
  const place = placeOf(numbered.exec(bare)?.[1]);
  const option = place === undefined ? undefined : asked.options[place];
  if (option !== undefined) return { question: asked.question, option, how: "number" };
  const label = lexicon.labels.get(asked.question)?.get(wordsOnly(text.slice(0, 200), lexicon.spelling));
  if (label !== undefined && isOption(asked.question, label))
    return { question: asked.question, option: label, how: "label" };
  return undefined;
}

function placeOf(typed: string | undefined): number | undefined {
  if (typed === undefined) return undefined;
  return /\d/.test(typed) ? Number(typed) - 1 : typed.charCodeAt(0) - "a".charCodeAt(0);
}
