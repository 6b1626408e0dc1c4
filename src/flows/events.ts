// What one message means to the machine: a single event, the most urgent reading first (protocol section 2).
import { type Memory, toldSomethingNew } from "./memory.ts";
import { asksBack, type Question } from "./questions.ts";
import type { Signal } from "./signals.ts";
import type { Card, Meaning } from "./types.ts";

/** The events of the machine. */
export type Event =
  | { readonly type: "EXIT" | "FORGET" | "RESTART" }
  /** Somebody's safety: show these cards before anything else. */
  | { readonly type: "CARDS"; readonly cards: readonly Card[]; readonly about: "self" | "other" }
  /** An indirect sign of suicide: a short card and one direct, kind question. */
  | { readonly type: "CHECK" }
  | { readonly type: "HUMAN" | "RUDE" | "BACK" | "CHANGE" }
  /** Say the waiting question once more, with nothing held against anybody. */
  | { readonly type: "REPEAT" }
  | { readonly type: "CHOICE"; readonly choice: string }
  /** They asked something we have an answer to. */
  | { readonly type: "QUESTION" }
  /** Something new was learnt, or a question was skipped. */
  | { readonly type: "ANSWER" }
  /** The chat was opened, or said nothing but hello. */
  | { readonly type: "HELLO" }
  | { readonly type: "UNCLEAR" };

const cardFor: readonly (readonly [Signal, Card])[] = [
  ["danger_now", "danger"],
  ["suicide_explicit", "suicide"],
  ["sexual_abuse", "abuse"],
  ["carer_is_abuser", "carer"],
  ["honour", "honour"],
];

/** At most this many cards at once, so that nobody has to read through fear. */
const mostCards = 2;

/** Which event a message is, given what was known before it and after it. */
export function eventOf(meaning: Meaning, before: Memory, after: Memory): Event {
  const heard = (signal: Signal) => meaning.signals.includes(signal);
  // The helper's words are for somebody who helps. "He's outside my house" is about whoever writes.
  const about = after.facts.role === "supporter" && meaning.about === "other" ? "other" : "self";
  const told = toldSomethingNew(before, after);

  const cards = cardFor.filter(([signal]) => heard(signal)).map(([, card]) => card);
  if (after.facts.coping === "at_risk" && meaning.facts.coping === "at_risk" && !cards.includes("suicide"))
    cards.push("suicide");
  const indirect = heard("suicide_possible") || heard("self_harm");
  if (indirect && about === "other" && !cards.includes("suicide")) cards.push("suicide");
  if (cards.length > 0) return { type: "CARDS", cards: cards.slice(0, mostCards), about };
  if (heard("exit")) return { type: "EXIT" };
  if (heard("forget")) return { type: "FORGET" };
  if (indirect) return { type: "CHECK" };

  if (heard("human")) return { type: "HUMAN" };
  if (heard("restart")) return { type: "RESTART" };
  if (heard("back") && !told) return { type: "BACK" };
  // A menu can wait: "I just paid him" says more than that it is about money.
  const isMenu = (question: Question) => ["next", "more", "contact"].includes(question);
  const { choice } = meaning;
  // A yes or no to what was asked back has been learnt by now.
  if (choice && !(told && (isMenu(choice.question) || asksBack(choice.question))))
    return { type: "CHOICE", choice: `${choice.question}:${choice.option}` };
  if (told) return { type: "ANSWER" };
  if (meaning.asksAbout) return { type: "QUESTION" };
  if (heard("correction")) return { type: "CHANGE" };
  if (heard("abuse_of_bot")) return { type: "RUDE" };
  // "I'm so scared" may be known already, but it was understood.
  const known = Object.keys(meaning.facts).length > 0;
  if (known || heard("language") || heard("repeat") || heard("attachment")) return { type: "REPEAT" };
  return { type: "UNCLEAR" };
}
