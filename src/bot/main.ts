// Starts Harbour. The only place that builds things: everything else is handed what it needs.
import { mkdirSync } from "node:fs";
import type { Server as HttpServer } from "node:http";
import type { Server } from "restify";
import { loadContent } from "../content/index.ts";
import { mountBotFrameworkOff } from "./channels/bot-framework-off.ts";
import { mountDirectLine } from "./channels/direct-line.ts";
import { closeOnSignal, exitQuietlyOnCrash } from "./closing.ts";
import { type Config, readConfig } from "./config.ts";
import { ConfigurationError } from "./configuration-error.ts";
import { sealedConversations } from "./conversations.ts";
import { makeConverse } from "./converse.ts";
import { deriveKeys } from "./keys.ts";
import { makeLog } from "./log.ts";
import { keptMasterKey, passingMasterKey } from "./master-key.ts";
import { mountPage } from "./page/mount.ts";
import { makeSealing } from "./sealing.ts";
import { type Closer, makeServer, type Tools } from "./server.ts";
import { startupLines } from "./startup.ts";
import { memoryStore } from "./store/memory.ts";
import { sqliteStore } from "./store/sqlite.ts";
import type { Store } from "./store/store.ts";
import { takeTurn } from "./turn.ts";

let log = makeLog("info", process.stdout);
exitQuietlyOnCrash(() => log);
try {
  await start(readConfig(process.env));
} catch (error) {
  // Nobody has said anything yet, so a message can be shown: it is about the configuration, the content or the machine.
  const problems =
    error instanceof ConfigurationError
      ? error.problems
      : [error instanceof Error ? error.message : "unknown"];
  for (const problem of problems) process.stderr.write(`Harbour cannot start: ${problem}\n`);
  process.exit(1);
}

async function start(config: Config): Promise<void> {
  log = makeLog(config.logLevel, process.stdout);
  const now = (): Date => new Date();
  const content = loadContent();
  const { store, masterKey } = openStore(config, now);
  const { secretFor, conversationKey, messageMark } = deriveKeys(masterKey);
  const sealing = makeSealing(secretFor("sealing"));
  const conversations = sealedConversations(store, sealing, (error) => log.failure("record", error));
  const { publicUrl } = config;
  const { converse, forget, settled } = makeConverse({
    webChat: publicUrl,
    conversations,
    takeTurn,
    content,
    messageMark,
    now,
    log,
  });

  const server = makeServer({
    log,
    ready: () =>
      store.load("ready").then(
        () => true,
        () => false,
      ),
  });
  const closings: Closer[] = [];
  const onClose: Tools["onClose"] = (close) => void closings.push(close);
  const tools = { converse, forget, conversationKey, messageMark, secretFor, log, publicUrl, onClose };
  mountPage(server, content);
  mountDirectLine(server, tools, { idleMinutes: config.idleMinutes });
  const { botFramework } = config;
  if (botFramework.access === "off") mountBotFrameworkOff(server);
  else {
    // Loaded only where it is used: it costs a second and 80 MB.
    const { mountBotFramework } = await import("./channels/bot-framework.ts");
    mountBotFramework(server, tools, {
      identity: botFramework.access === "open" ? {} : botFramework.credentials,
      words: content,
    });
  }

  const sweeping = setInterval(() => sweep(store), 60_000);
  onClose(() => clearInterval(sweeping));
  closeOnSignal({
    server: server.server as HttpServer,
    settled,
    hangUp: () => Promise.all(closings.map((close) => close())),
    closeStore: () => store.close(),
    log,
  });
  const port = await listen(server, config);
  const started = {
    page: true,
    directLine: true,
    botFramework: botFramework.access,
    store: config.store,
    metrics: false,
    languages: content.languages,
    port,
  };
  if (process.stdout.isTTY) process.stdout.write(`${startupLines(config, started).join("\n")}\n`);
  else log.started(started);
}

function openStore(config: Config, now: () => Date): { store: Store; masterKey: Uint8Array } {
  const keeping = { idleMinutes: config.idleMinutes, now };
  if (config.store === "memory") {
    return { store: memoryStore(keeping), masterKey: config.masterKey ?? passingMasterKey() };
  }
  // What is written here is for the owner's eyes alone, and so are the files SQLite puts beside it.
  process.umask(0o077);
  try {
    mkdirSync(config.dataDir, { recursive: true });
    return {
      masterKey: config.masterKey ?? keptMasterKey(config.dataDir),
      store: sqliteStore(config.dataDir, keeping),
    };
  } catch (error) {
    if (error instanceof ConfigurationError || !(error instanceof Error)) throw error;
    throw new ConfigurationError([
      `DATA_DIR ${config.dataDir} cannot be used (${error.message}); make it writable, or set DATA_DIR to a folder that is.`,
    ]);
  }
}

async function sweep(store: Store): Promise<void> {
  try {
    const swept = await store.sweep();
    if (swept > 0) log.swept(swept);
  } catch (error) {
    log.failure("store", error);
  }
}

function listen(server: Server, { host, port }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    const refused = (error: Error): void => {
      const why = `HOST ${host}, PORT ${port} cannot be listened on (${error.message})`;
      reject(new ConfigurationError([`${why}; set another HOST or PORT, or stop what listens there.`]));
    };
    server.once("error", refused);
    server.listen(port, host, () => {
      // From here on, such as where a connection cannot be taken for want of files, it is no reason to stop.
      server.off("error", refused);
      server.on("error", (error: unknown) => log.failure("http", error));
      resolve(server.address().port);
    });
  });
}
