// The HTTP server: restify behind a first guard, with bounds on time and constant words for every error.
import type { Server as HttpServer, IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { createServer, type Request, type Response, type Server } from "restify";
import type { Converse } from "./converse.ts";
import { isWellFormed, refuseMalformed } from "./guard.ts";
import { type Log, silent } from "./log.ts";
import { refuse, statusOf } from "./refusal.ts";

/** What a channel or the page gets to work with when it is mounted. */
export type Tools = {
  readonly converse: Converse;
  /** Deletes all that is kept of a conversation. */
  readonly forget: (key: string) => Promise<void>;
  /** The key a conversation is kept under: an HMAC, from which the channel's own id cannot be told. */
  readonly conversationKey: (channel: string, rawId: string) => string;
  /** The mark by which a message of a conversation is remembered: an HMAC too. */
  readonly messageMark: (conversationKey: string, messageId: string) => string;
  /** 32 secret bytes for one purpose, such as signing Direct Line tokens. The same label gives the same bytes. */
  readonly secretFor: (label: string) => Uint8Array;
  readonly log: Log;
  /** Where people reach this server from outside, if the configuration says so. No slash at the end. */
  readonly publicUrl: string | undefined;
  /** Registers what must be closed, or waited for, before the server can stop: open sockets, answers being sent. */
  readonly onClose: (close: Closer) => void;
};

/** Closes something; the server waits for it. */
export type Closer = () => void | Promise<void>;

/** Adds one channel's addresses, or the page's, to the server. */
export type Mount = (server: Server, tools: Tools) => void;

const securityHeaders = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "permissions-policy": "camera=(), microphone=(), geolocation=()",
  "cross-origin-opener-policy": "same-origin",
} as const;

/** Builds the server. `ready` says whether it may be sent people; nothing is listening yet. */
export function makeServer(parts: { log: Log; ready: () => Promise<boolean> }): Server {
  // An empty name keeps restify from telling everybody what we run. Conversation ids are longer than its 100 characters.
  const server = createServer({ name: "", maxParamLength: 512, log: silent as never });
  // restify's types speak of servers it no longer has, and not of `first`.
  boundTime(server.server as HttpServer);
  (server as Server & { first(check: typeof refuseMalformed): void }).first(refuseMalformed);
  server.pre((_request, response, next) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    next();
  });
  server.on("restifyError", (_request: Request, response: Response, error: unknown, done: () => void) => {
    const status = statusOf(error);
    if (status === 500) parts.log.failure("http", error);
    // restify would send the error's message after us, and throw where something was sent already, unless told it is sent.
    if (response.headersSent) Object.assign(response, { _sent: true });
    else refuse(response, status);
    done();
  });
  server.get("/healthz", async (_request, response) => {
    response.send(200, { status: "ok" });
  });
  server.get("/readyz", async (_request, response) => {
    if (await parts.ready()) response.send(200, { status: "ready" });
    else refuse(response, 503);
  });
  return server;
}

/** Slow senders are cut off. Idle connections outlive a load balancer's minute, so that it never reuses one we just closed. */
function boundTime(server: HttpServer): void {
  server.requestTimeout = 15_000;
  server.headersTimeout = 10_000;
  server.keepAliveTimeout = 65_000;
  // Only sockets for Direct Line are upgraded. Any other Upgrade header, such as HTTP/2's, is ignored as HTTP says.
  const shouldUpgradeCallback = (request: IncomingMessage): boolean =>
    isWellFormed(request) && request.headers.upgrade?.toLowerCase() === "websocket" && isStream(request);
  Object.assign(server, { shouldUpgradeCallback });
  // Where Node is too old to ask first, or nobody serves sockets, do not leave the connection hanging.
  server.on("upgrade", (request: IncomingMessage, socket: Duplex) => {
    socket.on("error", () => socket.destroy());
    if (!isWellFormed(request) || !isStream(request))
      socket.end("HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n");
  });
}

const isStream = (request: IncomingMessage): boolean => request.url?.startsWith("/v3/directline/") === true;
