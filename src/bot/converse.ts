// Carries one message: load, take the turn, save, hand over. Whatever breaks, the person hears something that helps.
import { setTimeout as sleep } from "node:timers/promises";
import type { Channel } from "../content/channel.ts";
import type { Content } from "../content/index.ts";
import type { Message } from "../content/message.ts";
import type { Answered, Conversations } from "./conversations.ts";
import { inOrder } from "./in-order.ts";
import { makeLeft } from "./left.ts";
import type { Log, Outcome, Where } from "./log.ts";
import { shortened } from "./shortened.ts";
import { makeFailSafe } from "./trouble.ts";
import type { Conversation, Said, Setting, Turn } from "./turn.ts";
import { within } from "./within.ts";

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
export type Converse = (incoming: Incoming) => Promise<Answer>;

/** What a person hears. `ended`: they left or asked to be forgotten, so nothing of the talk may stay anywhere. */
export type Answer = { readonly messages: readonly Message[]; readonly ended?: boolean };

type Parts = {
  readonly conversations: Conversations;
  readonly takeTurn: (said: Said | undefined, before: Conversation | undefined, setting: Setting) => Turn;
  readonly content: Content;
  /** The address of the chat page, for channels where others can read along. */
  readonly webChat?: string | undefined;
  /** The mark by which a message id is remembered. */
  readonly messageMark: (conversationKey: string, messageId: string) => string;
  readonly now: () => Date;
  readonly log: Log;
  /** How long the store may take before the person hears the fail-safe message. */
  readonly patience?: number;
};

type Conversing = {
  readonly converse: Converse;
  /** Deletes all that is kept of a conversation, after what it is being answered now. */
  readonly forget: (key: string) => Promise<void>;
  /** Resolves when every message that came has been answered. */
  readonly settled: () => Promise<void>;
};

type Carried = { readonly outcome: Outcome; readonly messages: readonly Message[] };

const mostTries = 8;

/** Builds the one way a message is answered, whatever channel it came by. */
export function makeConverse(parts: Parts): Conversing {
  const { conversations, takeTurn, content, webChat, messageMark, now, log, patience = 5_000 } = parts;
  const queue = inOrder();
  const left = makeLeft(now);
  const failSafe = makeFailSafe(content);

  async function answer(incoming: Incoming): Promise<Carried> {
    const { key, channel } = incoming;
    const mark = incoming.id === undefined ? undefined : messageMark(key, incoming.id);
    let language = incoming.language ?? "en";
    let where: Where = "store";
    try {
      for (let tries = 0; tries < mostTries; tries++) {
        const { memory, version } = await within(patience, conversations.load(key));
        language = memory?.conversation.language ?? language;
        const before = memory?.answered ?? [];
        const same = before.find((one) => one.mark === mark);
        if (same) return { outcome: "again", messages: same.messages };
        // A hello after the first words would be one too many, and one after leaving would show what they hid.
        if ((incoming.opened && memory) || (mark && left.has(mark)))
          return { outcome: "again", messages: [] };

        where = "turn";
        const said = incoming.opened
          ? undefined
          : { text: shortened(incoming.text), attachment: incoming.attachment };
        const wish = incoming.language === undefined ? {} : { language: incoming.language };
        const turn = takeTurn(said, memory?.conversation, { content, channel, now: now(), webChat, ...wish });
        where = "store";

        const answered: Answered[] = mark ? [{ mark, messages: turn.messages }, ...before] : [...before];
        if (turn.after === undefined) {
          await within(patience, conversations.forget(key));
          left.note(answered.map((one) => one.mark));
          return { outcome: "left", messages: turn.messages };
        }
        const saved = await within(
          patience,
          conversations.save(key, { conversation: turn.after, answered }, version),
        );
        if (saved) return { outcome: "answered", messages: turn.messages };
        // Another process answered the same person in between: begin again from what it saved.
        await sleep(Math.random() * 20 * (tries + 1));
      }
      throw new Contended();
    } catch (error) {
      log.failure(where, error);
      return { outcome: "failed", messages: failSafe(language) };
    }
  }

  return {
    async converse(incoming) {
      const start = performance.now();
      const { outcome, messages } = await queue.run(incoming.key, () => answer(incoming));
      log.turn({
        channel: incoming.channel.privacy,
        outcome,
        asks: messages.filter(({ triage }) => triage.asks !== undefined).length,
        steps: messages.reduce((sum, { triage }) => sum + (triage.steps?.length ?? 0), 0),
        ms: performance.now() - start,
      });
      return { messages, ended: outcome === "left" };
    },
    forget: (key) => queue.run(key, () => conversations.forget(key)),
    settled: () => queue.settled(),
  };
}

/** Too many processes answered the same conversation at once. */
class Contended extends Error {}
