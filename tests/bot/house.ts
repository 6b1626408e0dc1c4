// A Harbour with a toy flow, for tests of what carries it. The toy counts: its answers say how often it was spoken to.
import type { AddressInfo } from "node:net";
import { sealedConversations } from "../../src/bot/conversations.ts";
import { type Incoming, makeConverse } from "../../src/bot/converse.ts";
import { deriveKeys } from "../../src/bot/keys.ts";
import { type Log, makeLog } from "../../src/bot/log.ts";
import { makeSealing } from "../../src/bot/sealing.ts";
import { type Closer, type Mount, makeServer } from "../../src/bot/server.ts";
import { memoryStore } from "../../src/bot/store/memory.ts";
import type { Store } from "../../src/bot/store/store.ts";
import type { Conversation, Said, Setting, Turn } from "../../src/bot/turn.ts";
import { type Channel, channels } from "../../src/content/channel.ts";
import type { Content } from "../../src/content/index.ts";
import type { Message } from "../../src/content/message.ts";

export const keys = deriveKeys(new Uint8Array(32).fill(7));

const bubble = (text: string): Message => ({ text, triage: {} });

/** Stands in for content: only the words the bot room itself asks for. */
export const words = {
  failSafe: (language: string) => [bubble(`fail-safe ${language}: 999, 116 123, 0800 1111, 85258`)],
  groupRefusal: (language: string) => [bubble(`not in a group ${language}`)],
} as unknown as Content;

/** The toy: "hello" when opened, `turn 1`, `turn 2`… after that; "exit" wipes, "break" throws, "ask" offers buttons. */
export function toyTurn(said: Said | undefined, before: Conversation | undefined, setting: Setting): Turn {
  const misses = (before?.place?.misses ?? 0) + (said ? 1 : 0);
  const language = before?.language ?? setting.language ?? "en";
  const place = { at: "toy", asked: [], skipped: [], misses, told: [], heard: [] };
  const after: Conversation = { version: 1, language, facts: {}, place };
  if (said?.text === "exit") return { after: undefined, messages: [bubble("bye")] };
  if (said?.text === "break") throw new TypeError(`cannot read ${said.text}`);
  if (said === undefined) return { after, messages: [bubble("hello")] };
  if (said.text.startsWith("ask ")) {
    const choices = Array.from({ length: Number(said.text.slice(4)) }, (_, index) => ({
      label: `Option ${index + 1}`,
      value: `age:option_${index + 1}`,
    }));
    return {
      after,
      messages: [bubble("before"), { text: "Which?", choices, triage: { asks: "age", steps: ["dont_pay"] } }],
    };
  }
  return {
    after,
    messages: [bubble(`turn ${misses}${said.attachment ? " with a file" : ""}: ${said.text}`)],
  };
}

/** A log that keeps its lines. */
function keptLog(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  return { lines, log: makeLog("debug", { write: (line) => lines.push(line) }) };
}

type Parts = Partial<Parameters<typeof makeConverse>[0]> & { store?: Store };

/** Everything behind the channels, over a store that can be shared. */
export function conversing(parts: Parts = {}) {
  const now = parts.now ?? (() => new Date());
  const { log, lines } = keptLog();
  const store = parts.store ?? memoryStore({ idleMinutes: 120, now });
  const conversations = sealedConversations(store, makeSealing(keys.secretFor("sealing")), (error) =>
    log.failure("record", error),
  );
  const made = makeConverse({
    conversations,
    takeTurn: toyTurn,
    content: words,
    messageMark: keys.messageMark,
    now,
    log,
    ...parts,
  });
  return { ...made, store, log, lines };
}

/** One message on the web from the conversation "k". */
export const incoming = (text: string, more: Partial<Incoming> = {}): Incoming => ({
  key: "k",
  channel: channels.web as Channel,
  text,
  attachment: false,
  ...more,
});

/** A server on a free port with one channel mounted. */
export async function listening(mount: Mount, parts: Parts = {}) {
  const house = conversing(parts);
  const server = makeServer({ log: house.log, ready: async () => true });
  const closings: Closer[] = [];
  const { converse, forget } = house;
  const onClose = (close: Closer): void => void closings.push(close);
  mount(server, { ...keys, converse, forget, log: house.log, publicUrl: undefined, onClose });
  await new Promise<void>((resolve) => server.server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    await Promise.all(closings.map((one) => one()));
    await new Promise((resolve) => {
      server.server.close(resolve);
      if ("closeAllConnections" in server.server) server.server.closeAllConnections();
    });
  };
  const keyOf = keys.conversationKey;
  return { ...house, keyOf, port, url: `http://127.0.0.1:${port}`, close };
}
