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
import type { Facts } from "../flows/facts.ts";
import { advance, asked, canResume, open } from "../flows/index.ts";
import { type Meaning, type Place, unknownAnswer } from "../flows/types.ts";

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
  const reading = understand(text, asked(facts, place), lexicon);
  const found = findAnswer(text, answers)?.id;
  const asksAbout = found ?? (saysNothing(reading) && isAsked(text, answers) ? unknownAnswer : undefined);
  const signals = attachment ? [...new Set([...reading.signals, "attachment" as const])] : reading.signals;
  return { ...reading, signals, ...(asksAbout && { asksAbout }) };
}

const saysNothing = ({ facts, signals, skipped, choice }: Meaning): boolean =>
  Object.keys(facts).length === 0 && signals.length === 0 && !skipped && !choice;

/** The wished language if we speak it. */
function spokenLanguage(wished: string | undefined, content: Content, otherwise?: string): string {
  return wished && content.languages.includes(wished) ? wished : (otherwise ?? content.languages[0] ?? "en");
}
