import type { Channel } from "../content/channel.ts";
import type { Message } from "../content/message.ts";

/** One message as a channel hands it over: nothing in it says who the person is. */
export type Incoming = {
  /** HMAC of the channel and of what the channel calls the conversation. Never the raw id. */
  readonly key: string;
  readonly channel: Channel;
  /** The channel's own id of this message. The same id again gets the same answer again. */
  readonly id?: string;
  readonly text: string;
  readonly attachment: boolean;
  /** The chat was opened and nothing has been said yet: say hello. */
  readonly opened?: boolean;
  /** Language wished for, such as the page's. */
  readonly language?: string;
};

/** Carries one message: load, take the turn, save, hand back the answer. Never rejects: a person always hears something. */
export type Converse = (incoming: Incoming) => Promise<readonly Message[]>;
