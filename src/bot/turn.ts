import type { Channel } from "../content/channel.ts";
import type { Content } from "../content/index.ts";
import type { Message } from "../content/message.ts";
import type { Facts } from "../flows/facts.ts";
import type { Place } from "../flows/types.ts";

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
};

/** One message in, the answer out. Pure: no clock, no network, no Bot Framework. `said` undefined = they only opened the chat. */
export declare function takeTurn(said: Said | undefined, before: Conversation | undefined, setting: Setting): Turn;
