// A server with nothing but Direct Line (and what else a test mounts), and a fake conversation behind it.

import { createHash } from "node:crypto";
import type { AddressInfo } from "node:net";
import type { Server } from "restify";
import { type DirectLineOptions, mountDirectLine } from "../../src/bot/channels/direct-line.ts";
import type { Converse, Incoming } from "../../src/bot/converse.ts";
import { makeLog } from "../../src/bot/log.ts";
import { makeServer } from "../../src/bot/server.ts";

/** A running Direct Line server. */
export type DirectLineServer = {
  readonly base: string;
  readonly port: number;
  /** What reached the bot. */
  readonly heard: Incoming[];
  /** Keys of conversations that were to be forgotten. */
  readonly forgotten: string[];
  readonly logged: string[];
  stop(): Promise<void>;
};

type Set = {
  readonly converse: Converse;
  readonly options?: DirectLineOptions;
  readonly mounts?: readonly ((server: Server) => void)[];
  readonly port?: number;
};

/** Starts one on a free port of this machine, or again on a port it had. */
export async function startDirectLine({
  converse,
  options,
  mounts = [],
  port = 0,
}: Set): Promise<DirectLineServer> {
  const heard: Incoming[] = [];
  const forgotten: string[] = [];
  const logged: string[] = [];
  const closing: (() => void)[] = [];
  const log = makeLog("debug", { write: (line) => logged.push(line) });
  const server = makeServer({ log, ready: async () => true });
  const tools: Parameters<typeof mountDirectLine>[1] = {
    converse: (incoming) => {
      heard.push(incoming);
      return converse(incoming);
    },
    forget: async (key) => void forgotten.push(key),
    conversationKey: (channel, rawId) => createHash("sha256").update(`${channel} ${rawId}`).digest("hex"),
    secretFor: (label) => createHash("sha256").update(`secret for tests: ${label}`).digest(),
    log,
    publicUrl: undefined,
    onClose: (close) => void closing.push(close),
  };
  mountDirectLine(server, tools, options);
  for (const mount of mounts) mount(server);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const bound = (server.server.address() as AddressInfo).port;
  return {
    base: `http://127.0.0.1:${bound}`,
    port: bound,
    heard,
    forgotten,
    logged,
    stop: () =>
      new Promise((resolve) => {
        for (const close of closing) close();
        server.close(() => resolve());
        (server.server as import("node:http").Server).closeAllConnections();
      }),
  };
}

/** A conversation that greets, repeats what was said, and offers buttons when it hears "buttons". */
export const parrot: Converse = async ({ text, opened }) => {
  if (opened) return { messages: [{ text: "Hello.", triage: {} }] };
  const said = { text: `You said: ${text}`, triage: {} };
  if (text !== "buttons") return { messages: [said] };
  const choices = [
    { label: "I'm 13 to 17", value: "age:13_to_17" },
    { label: "I'm 18 or over", value: "age:adult" },
  ];
  return { messages: [said, { text: "How old are you?", choices, triage: { asks: "age" } }] };
};

/** One conversation spoken to by bare requests. */
export async function openConversation(base: string) {
  const api = `${base}/v3/directline`;
  const call = (path: string, init: RequestInit = {}, token?: string) =>
    fetch(`${api}${path}`, {
      ...init,
      headers: {
        // So that a server that stopped and started again is not sent to on an old connection.
        connection: "close",
        ...(init.body !== undefined && { "content-type": "application/json" }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...init.headers,
      },
    });
  const generated = await call("/tokens/generate", { method: "POST" });
  const { token, conversationId } = (await generated.json()) as { token: string; conversationId: string };
  const at = `/conversations/${conversationId}`;
  return {
    token,
    conversationId,
    call,
    at,
    start: (body: object = { user: {} }) =>
      call("/conversations", { method: "POST", body: JSON.stringify(body) }, token),
    post: (activity: unknown, bearer = token) =>
      call(`${at}/activities`, { method: "POST", body: JSON.stringify(activity) }, bearer),
    read: (watermark = "", bearer = token) => call(`${at}/activities?watermark=${watermark}`, {}, bearer),
  };
}
