// How a Direct Line conversation starts, and who may speak in it.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DirectLineServer, openConversation, parrot, startDirectLine } from "../support/direct-line.ts";

let server: DirectLineServer;

beforeEach(async () => {
  server = await startDirectLine({ converse: parrot });
});
afterEach(() => server.stop());

type Seen = {
  id: string;
  type: string;
  text?: string;
  from: Record<string, string>;
  [more: string]: unknown;
};

async function activities(response: Response): Promise<Seen[]> {
  return ((await response.json()) as { activities: Seen[] }).activities;
}
const message = (text: string, more: object = {}) => ({ type: "message", text, ...more });

describe("starting", () => {
  it("gives a token for a made-up user without starting anything", async () => {
    const { token, conversationId } = await openConversation(server.base);
    const [, payload] = token.split(".");
    const claims = JSON.parse(Buffer.from(payload ?? "", "base64url").toString());
    expect(claims).toMatchObject({ user: expect.stringMatching(/^dl_[0-9a-f]{32}$/), conv: conversationId });
    expect(claims.exp - claims.iat).toBeGreaterThanOrEqual(1800);
    expect(server.heard).toEqual([]);
  });

  it("says 201 once, greets once, and 200 after that", async () => {
    const { start, read, conversationId } = await openConversation(server.base);
    const first = await start({ user: {}, locale: "cy-GB" });
    expect(first.status).toBe(201);
    const body = (await first.json()) as { streamUrl: string };
    expect(body).toMatchObject({ conversationId, expires_in: 1800 });
    expect(body.streamUrl).toMatch(
      /^ws:\/\/127\.0\.0\.1:\d+\/v3\/directline\/conversations\/[0-9a-f]+\/stream\?/,
    );
    expect((await start()).status).toBe(200);
    expect((await activities(await read())).map(({ text }) => text)).toEqual(["Hello."]);
    expect(server.heard).toEqual([expect.objectContaining({ opened: true, text: "", language: "cy" })]);
  });

  it("starts without a body", async () => {
    const { call, token } = await openConversation(server.base);
    expect((await call("/conversations", { method: "POST" }, token)).status).toBe(201);
  });

  it("gives no token to a page of another site", async () => {
    for (const headers of [{ origin: "https://evil.example" }, { "sec-fetch-site": "cross-site" }]) {
      const { status } = await fetch(`${server.base}/v3/directline/tokens/generate`, {
        method: "POST",
        headers,
      });
      expect(status).toBe(401);
    }
    const own = await fetch(`${server.base}/v3/directline/tokens/generate`, {
      method: "POST",
      headers: { origin: server.base },
    });
    expect(own.status).toBe(200);
    expect(own.headers.get("access-control-allow-origin")).toBeNull();
  });

  it("lets a listed site in, preflight included", async () => {
    await server.stop();
    const origin = "https://helpline.example";
    server = await startDirectLine({ converse: parrot, options: { allowedOrigins: [origin] } });
    const url = `${server.base}/v3/directline/tokens/generate`;
    const preflight = await fetch(url, { method: "OPTIONS", headers: { origin } });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-headers")).toContain("x-ms-bot-agent");
    const generated = await fetch(url, { method: "POST", headers: { origin } });
    expect(generated.status).toBe(200);
    expect(generated.headers.get("access-control-allow-origin")).toBe(origin);
    const other = await fetch(url, { method: "OPTIONS", headers: { origin: "https://evil.example" } });
    expect(other.headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("who may", () => {
  it("needs a token for the same conversation", async () => {
    const mine = await openConversation(server.base);
    const theirs = await openConversation(server.base);
    expect((await mine.read("", "")).status).toBe(401);
    expect((await mine.read("", "a.b.c")).status).toBe(401);
    expect((await mine.read("", theirs.token)).status).toBe(400);
    expect((await mine.post(message("hi"), theirs.token)).status).toBe(400);
    const [head, , signature] = mine.token.split(".");
    const forged = Buffer.from(JSON.stringify({ user: "x", conv: mine.conversationId, aud: "direct-line" }));
    const token = `${head}.${forged.toString("base64url")}.${signature}`;
    expect((await mine.read("", token)).status).toBe(401);
  });

  it("answers an expired token 403, wherever it is shown", async () => {
    await server.stop();
    const lifetime = { tokenSeconds: -1, streamSeconds: 60 };
    server = await startDirectLine({ converse: parrot, options: { lifetime } });
    const { read, post, start, call, at, token } = await openConversation(server.base);
    const refreshed = await call("/tokens/refresh", { method: "POST" }, token);
    const answers = [
      refreshed,
      await read(),
      await post(message("hi")),
      await start(),
      await call(at, {}, token),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    expect(await refreshed.json()).toMatchObject({ error: { code: "TokenExpired" } });
  });

  it("refreshes a token for the same person and conversation", async () => {
    const { call, token, conversationId, start, read } = await openConversation(server.base);
    await start();
    const refreshed = await call("/tokens/refresh", { method: "POST" }, token);
    const body = (await refreshed.json()) as { token: string; conversationId: string };
    expect(body.conversationId).toBe(conversationId);
    expect((await read("", body.token)).status).toBe(200);
  });
});
