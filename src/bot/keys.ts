// One master key; every purpose gets its own key from it. What a channel calls a conversation or a message is only ever kept as an HMAC.
import { createHmac, hkdfSync } from "node:crypto";

/** The keys of one installation, each for one purpose. */
export type Keys = {
  /** The key a conversation is kept under: an HMAC, from which the channel's own id cannot be told. */
  readonly conversationKey: (channel: string, rawId: string) => string;
  /** A message id as it is remembered: an HMAC within its conversation. */
  readonly messageMark: (conversationKey: string, messageId: string) => string;
  /** 32 secret bytes for one purpose. The same label gives the same bytes. */
  readonly secretFor: (label: string) => Uint8Array;
};

/** Derives all keys from the master key. */
export function deriveKeys(master: Uint8Array): Keys {
  const secretFor = (label: string): Uint8Array =>
    new Uint8Array(hkdfSync("sha256", master, new Uint8Array(), `harbour/${label}/v1`, 32));
  const conversations = secretFor("conversation");
  const messages = secretFor("message");
  return {
    conversationKey: (channel, rawId) => marked(conversations, [channel, rawId]),
    messageMark: (conversationKey, messageId) => marked(messages, [conversationKey, messageId]).slice(0, 22),
    secretFor,
  };
}

// JSON keeps ("a", "bc") and ("ab", "c") apart.
const marked = (secret: Uint8Array, parts: readonly string[]): string =>
  createHmac("sha256", secret).update(JSON.stringify(parts)).digest("base64url");
