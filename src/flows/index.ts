// The door to the flow: one meaning in, what to say and where we stand out. Pure: no clock, no chance, no waiting.
import { initialTransition, transition } from "xstate";
import { type Event, eventOf } from "./events.ts";
import type { Facts } from "./facts.ts";
import { machine } from "./machine.ts";
import { freshMemory, type Memory, remember } from "./memory.ts";
import { optionsFor } from "./options.ts";
import type { Talk } from "./speech.ts";
import { answer, tell } from "./speech.ts";
import type { Asked, Meaning, Place, Reply } from "./types.ts";

/** What one message leads to. */
export type Step = {
  readonly facts: Facts;
  readonly place: Place;
  readonly replies: readonly Reply[];
  /** They left or asked to be forgotten: nothing may be kept. */
  readonly ended: boolean;
};

/** One message, understood, moves the conversation on. `place` undefined = a new conversation, or one rebuilt from its facts. */
export function advance(facts: Facts, place: Place | undefined, meaning: Meaning): Step {
  const before = memoryOf(facts, place);
  const after = remember(before, meaning);
  const event = eventOf(meaning, before, after);
  return move(place?.at, firstThings({ ...after, replies: [] }, meaning, event), event);
}

/** The chat was opened and nothing has been said yet. */
export const open = (facts: Facts, place: Place | undefined): Step =>
  move(place?.at, { ...memoryOf(facts, place), replies: [] }, { type: "HELLO" });

/** The question that waits for an answer, with the options it offered. */
export function asked(facts: Facts, place: Place | undefined): Asked | undefined {
  const question = place?.pending;
  return question && { question, options: optionsFor(question, memoryOf(facts, place)) };
}

/** Is there a state of that name? A place from another release may stand in one that is gone. */
export const canResume = (place: Place): boolean =>
  place.at !== "left" && Object.hasOwn(machine.states, place.at);

/** What is said before anything else: about a picture that was sent, and the answer to what was asked. */
function firstThings(talk: Talk, meaning: Meaning, event: Event): Talk {
  const seen = meaning.signals.includes("attachment") ? tell(talk, "no_pictures") : talk;
  if (!meaning.asksAbout) return seen;
  const isFirst = talk.asked.length === 0;
  // The first words of a frightened person get the core advice before any question of theirs is answered.
  if (event.type === "ANSWER") return isFirst ? seen : answer(seen, meaning.asksAbout);
  return event.type === "QUESTION" ? answer(isFirst ? tell(seen, "hello") : seen, meaning.asksAbout) : seen;
}

function memoryOf(facts: Facts, place: Place | undefined): Memory {
  if (!place) return freshMemory(facts);
  const { at: _at, ...rest } = place;
  return { ...freshMemory(), ...rest, facts };
}

function move(at: string | undefined, talk: Talk, event: Event): Step {
  const value = at ?? initialTransition(machine)[0].value;
  const [next] = transition(machine, machine.resolveState({ value, context: talk }), event);
  const { facts, replies, ...rest } = next.context;
  return { facts, replies, place: { at: String(next.value), ...rest }, ended: next.status === "done" };
}
