// The line, as one pure function: what was said, what we know, the time; what to say, what to keep.
import {
  type Channel,
  type Content,
  findAnswer,
  isAsked,
  type Message,
  render,
  understand,
} from "../content/index.ts";
import { ordinary } from "../flows/doubts.ts";
import { type Facts, unlearn } from "../flows/facts.ts";
import { advance, asked, canResume, open } from "../flows/index.ts";
import { factOf, questions } from "../flows/questions.ts";
import { type Asked, type Meaning, type Place, unknownAnswer } from "../flows/types.ts";

/** All that is kept of a conversation between two messages: plain JSON, no words, nobody's name. */
export type Conversation = {
  readonly version: 1;
  readonly language: string;
  readonly facts: Facts;
  readonly place?: Place;
};

/** One message from a person, with everything that identifies them already dropped. */
export type Said = {
  readonly text: string;
  /** The message came with a picture, a file or a voice note. It was not opened. */
  readonly attachment: boolean;
};

/** What one message leads to. `after` is undefined when nothing may be kept: the person left, or asked to be forgotten. */
export type Turn = {
  readonly after: Conversation | undefined;
  readonly messages: readonly Message[];
};

export type Setting = {
  readonly content: Content;
  readonly channel: Channel;
  readonly now: Date;
  /** Language wished for before anything was said, such as the page's. */
  readonly language?: string;
  /** The address of the chat page, for channels that are not private. */
  readonly webChat?: string | undefined;
};

/** One message in, the answer out. Pure: no clock, no network, no Bot Framework. `said` undefined = they only opened the chat. */
export function takeTurn(said: Said | undefined, before: Conversation | undefined, setting: Setting): Turn {
  const { content, channel, now, webChat } = setting;
  const known = before?.facts ?? {};
  // A place from another release may stand where nothing is now: the facts are enough to find the way again.
  const place = before?.place && canResume(before.place) ? before.place : undefined;
  const spoken = spokenLanguage(before?.language ?? setting.language, content);

  const meaning = said && meaningOf(said, known, place, spoken, setting);
  const step = meaning ? advance(known, place, meaning) : open(known, place);

  const language = spokenLanguage(meaning?.language ?? spoken, content, spoken);
  const { facts, replies, ended } = step;
  const situation = { facts, heard: step.place.heard };
  const scene = {
    language,
    channel,
    now,
    situation,
    directory: content.directory,
    voice: content.voice,
    webChat,
  };
  return {
    after: ended ? undefined : { version: 1, language, facts, place: step.place },
    messages: render(replies, scene),
  };
}

/** What they meant. On channels that say so, "0" leaves. */
function meaningOf(
  { text, attachment }: Said,
  facts: Facts,
  place: Place | undefined,
  language: string,
  { content, channel }: Setting,
): Meaning {
  // "0" leaves where the channel says so; elsewhere it is a number like any other.
  if (text.trim() === "0") return { facts: {}, signals: channel.zeroExits ? ["exit"] : [] };
  const lexicon = content.lexicons[language];
  const answers = content.answers[language];
  if (!lexicon || !answers) throw new Error(`No vocabulary for the language ${language}.`);
  const waiting = asked(facts, place) ?? (facts.role ? undefined : opening);
  const reading = understand(text, waiting, lexicon);
  const found = findAnswer(text, answers)?.id;
  const meaning = found ? withoutGuess(reading, waiting) : reading;
  const pressed = saysNothing(meaning) ? buttonNamed(text, language, content) : undefined;
  const isOpen = saysNothing(meaning) && !pressed && isAsked(text, answers);
  const asksAbout = pressed ? undefined : (found ?? (isOpen ? unknownAnswer : undefined));
  const signals = attachment ? [...new Set([...meaning.signals, "attachment" as const])] : meaning.signals;
  return { ...meaning, signals, ...(asksAbout && { asksAbout }), ...(pressed && { choice: pressed }) };
}

/** Before anything was asked, people answer "What's happening?". */
const opening: Asked = { question: "role", options: [...questions.role, "skip"] };

/** A question back is no answer: "will the police tell my parents" does not say that they don't know who has seen it. */
function withoutGuess(meaning: Meaning, waiting: Asked | undefined): Meaning {
  const { skipped: _skipped, ...rest } = meaning;
  const fact = waiting && factOf(ordinary(waiting.question));
  if (!fact || meaning.facts[fact] !== "unsure") return rest;
  return { ...rest, facts: unlearn(meaning.facts, fact) };
}

/** The button of a menu that was shown earlier, typed or tapped now. */
function buttonNamed(text: string, language: string, { words }: Content): Meaning["choice"] {
  const said = text.trim().toLowerCase();
  for (const question of ["next", "more", "contact"] as const)
    for (const [option, labels] of Object.entries(words[language]?.questions[question].options ?? {}))
      if (Object.values(labels).some((label) => label.toLowerCase() === said)) return { question, option };
  return undefined;
}

const saysNothing = ({ facts, signals, doubt, skipped, choice }: Meaning): boolean =>
  Object.keys(facts).length === 0 && signals.length === 0 && !doubt && !skipped && !choice;

/** The wished language if we speak it. */
function spokenLanguage(wished: string | undefined, content: Content, otherwise?: string): string {
  return wished && content.languages.includes(wished) ? wished : (otherwise ?? content.languages[0] ?? "en");
}
