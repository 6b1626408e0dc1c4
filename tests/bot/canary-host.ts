// A server as main.ts builds it, with a flow that breaks in every way it is told to: for the canary's test.
import type { Server as HttpServer } from "node:http";
import { mountBotFramework } from "../../src/bot/channels/bot-framework.ts";
import { mountDirectLine } from "../../src/bot/channels/direct-line.ts";
import { closeOnSignal, exitQuietlyOnCrash } from "../../src/bot/closing.ts";
import { sealedConversations } from "../../src/bot/conversations.ts";
import { makeConverse } from "../../src/bot/converse.ts";
import { makeLog } from "../../src/bot/log.ts";
import { makeSealing } from "../../src/bot/sealing.ts";
import { type Closer, makeServer } from "../../src/bot/server.ts";
import { sqliteStore } from "../../src/bot/store/sqlite.ts";
import type { Conversation, Said, Setting, Turn } from "../../src/bot/turn.ts";
import { keys, toyTurn, words } from "./house.ts";

const log = makeLog("debug", process.stdout);
exitQuietlyOnCrash(() => log);

function breakingTurn(said: Said | undefined, before: Conversation | undefined, setting: Setting): Turn {
  const text = said?.text ?? "";
  if (text.startsWith("throw-error")) throw new Error(text);
  if (text.startsWith("throw-text")) throw text;
  if (text.startsWith("throw-class"))
    throw Object.assign(new RangeError(text), { name: text, code: text, stack: text });
  if (text.startsWith("reject")) Promise.reject(new Error(text));
  if (text.startsWith("crash"))
    setTimeout(() => {
      throw new Error(text);
    }, 50);
  return toyTurn(said, before, setting);
}

const kept = sqliteStore(process.argv[2] ?? "", { idleMinutes: 120, now: () => new Date() });
let broken = false;
const store = {
  ...kept,
  save: (...args: Parameters<typeof kept.save>) => {
    if (broken) throw new Error(`cannot write ${Buffer.from(args[1]).toString("latin1")}`);
    return kept.save(...args);
  },
};
process.on("SIGUSR2", () => {
  broken = !broken;
  process.send?.("toggled");
});
const conversations = sealedConversations(store, makeSealing(keys.secretFor("sealing")), (error) =>
  log.failure("record", error),
);
const { converse, forget, settled } = makeConverse({
  conversations,
  takeTurn: breakingTurn,
  content: words,
  messageMark: keys.messageMark,
  now: () => new Date(),
  log,
});
const server = makeServer({ log, ready: async () => true });
const closings: Closer[] = [];
const tools = {
  ...keys,
  converse,
  forget,
  log,
  publicUrl: undefined,
  onClose: (close: Closer) => void closings.push(close),
};
mountBotFramework(server, tools, { identity: {}, words });
mountDirectLine(server, tools);
const http = server.server as HttpServer;
closeOnSignal({
  server: http,
  settled,
  hangUp: () => Promise.all(closings.map((close) => close())),
  closeStore: store.close,
  log,
});
http.listen(0, "127.0.0.1", () => process.send?.(http.address()));
