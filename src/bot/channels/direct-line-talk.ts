// Between Direct Line and the conversation: one message in, the bubbles onto everybody's screen.

import { channels } from "../../content/channel.ts";
import type { Tools } from "../server.ts";
import { farewell, repliesOf } from "./direct-line-activities.ts";
import type { History } from "./direct-line-history.ts";

/** What a person said, or that they opened the chat. */
export type Saying = {
  readonly text: string;
  readonly attachment: boolean;
  readonly id?: string;
  readonly opened?: true;
  readonly language: string | undefined;
};

/** Makes the function that has a message answered. It never rejects. */
export function talker({
  converse,
  conversationKey,
  log,
}: Pick<Tools, "converse" | "conversationKey" | "log">) {
  return async (history: History, user: string, saying: Saying, replyTo?: string): Promise<void> => {
    const { language, ...said } = saying;
    try {
      const { messages, ended } = await converse({
        key: conversationKey("directline", history.id),
        channel: channels.web,
        ...said,
        ...(language !== undefined && { language }),
      });
      // They left: what was on the screen goes before the last line comes.
      if (ended) history.wipe();
      for (const draft of repliesOf(messages, user, replyTo)) history.append(draft);
      if (!ended) return;
      history.append(farewell());
      history.end();
    } catch (error) {
      log.failure("send", error);
    }
  };
}
