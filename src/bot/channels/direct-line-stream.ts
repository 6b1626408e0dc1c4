// Direct Line's WebSocket: first what was missed, then what comes, to every tab that has the conversation open.

import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Activity } from "./direct-line-activities.ts";
import type { Histories, History } from "./direct-line-history.ts";
import type { DirectLineTokens, Grant } from "./direct-line-tokens.ts";

const path = /^\/v3\/directline\/conversations\/([^/]+)\/stream$/;
const pingEvery = 25_000;
const tabsPerConversation = 8;
// A client that stopped reading is cut off; it reconnects and gets the rest then.
const unreadBytes = 1_000_000;

/** Sockets of all conversations on this server. */
export function directLineStream(tokens: DirectLineTokens, histories: Histories) {
  // Clients send nothing but empty keep-alive frames.
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024, perMessageDeflate: false });
  const usedTickets = new Map<string, number>();
  const tabs = new WeakMap<History, WebSocket[]>();

  const admit = async (
    url: URL,
  ): Promise<{ history: History; watermark: string | undefined } | undefined> => {
    const grant = await tokens.readStream(url.searchParams.get("t") ?? "");
    const conversation = path.exec(url.pathname)?.[1];
    if (!grant || grant.conversation !== conversation || usedTickets.has(grant.ticket)) return undefined;
    for (const [ticket, at] of usedTickets) {
      if (Date.now() - at < 120_000) break;
      usedTickets.delete(ticket);
    }
    usedTickets.set(grant.ticket, Date.now());
    return {
      history: histories.get(conversation),
      watermark: url.searchParams.get("watermark") ?? undefined,
    };
  };

  const serve = (socket: WebSocket, history: History, watermark: string | undefined) => {
    const open = [...(tabs.get(history) ?? []), socket];
    tabs.set(history, open);
    if (open.length > tabsPerConversation) open.shift()?.close(1000, "collision");

    const send = (activities: readonly Activity[], reached: string) => {
      if (socket.bufferedAmount > unreadBytes) socket.terminate();
      else socket.send(JSON.stringify({ activities, watermark: reached }));
    };
    // Nothing can slip between the two: both happen before this function returns.
    const missed = history.after(watermark);
    if (missed.activities.length > 0) send(missed.activities, missed.watermark);
    const stop = history.listen({
      activity: (activity, reached) => send([activity], reached),
      ended: () => socket.close(1000, "ended"),
    });

    let alive = true;
    const heartbeat = setInterval(() => {
      if (!alive) return socket.terminate();
      alive = false;
      socket.ping();
    }, pingEvery).unref();
    socket.on("pong", () => {
      alive = true;
    });
    socket.on("error", () => socket.terminate());
    socket.on("close", () => {
      clearInterval(heartbeat);
      stop();
      tabs.set(history, tabs.get(history)?.filter((other) => other !== socket) ?? []);
    });
  };

  return {
    /** Where a client may open its socket: good once, for a minute. */
    async url(base: string, { user, conversation }: Grant, watermark: string | undefined): Promise<string> {
      const t = await tokens.mintStream({ user, conversation, ticket: randomUUID() });
      const query = new URLSearchParams({ ...(watermark !== undefined && { watermark }), t });
      return `${base.replace(/^http/, "ws")}/v3/directline/conversations/${conversation}/stream?${query}`;
    },

    /** Takes one upgrade request; all that is not ours is cut off. */
    async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
      const drop = () => socket.destroy();
      socket.on("error", drop);
      const target = request.url ?? "";
      if (!target.startsWith("/") || !URL.canParse(target, "http://localhost")) return drop();
      const admitted = await admit(new URL(target, "http://localhost")).catch(() => undefined);
      if (!admitted || admitted.history.ended) {
        socket.end("HTTP/1.1 401 Unauthorized\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
        return;
      }
      socket.off("error", drop);
      sockets.handleUpgrade(request, socket, head, (opened) =>
        serve(opened, admitted.history, admitted.watermark),
      );
    },

    /** Lets every client go, so that the server can stop; they reconnect to whoever serves next. */
    close() {
      for (const socket of sockets.clients) socket.close(1001, "going away");
    },
  };
}
