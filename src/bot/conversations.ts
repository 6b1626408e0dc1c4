// Conversations as the bot knows them, in a store that only knows sealed bytes.
import { z } from "zod";
import type { Message } from "../content/message.ts";
import type { Sealing } from "./sealing.ts";
import type { Store, Version } from "./store/store.ts";
import type { Conversation } from "./turn.ts";

/** A message that was answered, by its mark, and what it was answered with. */
export type Answered = { readonly mark: string; readonly messages: readonly Message[] };

/** What is kept of a conversation: where it stands, and the last answers, in one value so that both are written or neither. */
type Memory = { readonly conversation: Conversation; readonly answered: readonly Answered[] };

type Loaded = { readonly memory: Memory | undefined; readonly version: Version | undefined };

export type Conversations = {
  load(key: string): Promise<Loaded>;
  save(key: string, memory: Memory, expected: Version | undefined): Promise<boolean>;
  forget(key: string): Promise<void>;
};

const remembered = 20;
const mostRemembered = 64 * 1024;

// Loose on purpose: facts and place belong to the flow, which rebuilds what it does not know.
const shape = z.object({
  conversation: z.object({
    version: z.literal(1),
    language: z.string(),
    facts: z.record(z.string(), z.unknown()),
  }),
  answered: z.array(z.object({ mark: z.string(), messages: z.array(z.object({ text: z.string() })) })),
});

/** Conversations in a store, sealed. `unreadable` hears of a value that cannot be opened; the person then starts afresh. */
export function sealedConversations(
  store: Store,
  sealing: Sealing,
  unreadable: (error: unknown) => void,
): Conversations {
  return {
    async load(key) {
      const kept = await store.load(key);
      if (kept === undefined) return { memory: undefined, version: undefined };
      return { memory: read(sealing.open(kept.sealed, key), unreadable), version: kept.version };
    },
    async save(key, memory, expected) {
      const kept = { ...memory, answered: latest(memory.answered) };
      return store.save(key, sealing.seal(Buffer.from(JSON.stringify(kept)), key), expected);
    },
    forget: (key) => store.forget(key),
  };
}

function read(plain: Uint8Array | undefined, unreadable: (error: unknown) => void): Memory | undefined {
  try {
    if (plain === undefined) throw new RangeError("sealed with another key, or changed");
    const value: unknown = JSON.parse(Buffer.from(plain).toString("utf8"));
    shape.parse(value);
    return value as Memory;
  } catch (error) {
    unreadable(error);
    return undefined;
  }
}

/** The last answers, newest first, as many as fit. */
function latest(answered: readonly Answered[]): Answered[] {
  let size = 0;
  return answered.slice(0, remembered).filter((one, index) => {
    size += JSON.stringify(one).length;
    return index === 0 || size <= mostRemembered;
  });
}
