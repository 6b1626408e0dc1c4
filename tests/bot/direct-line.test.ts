// What our Direct Line answers, request by request.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
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

describe("what a client sends", () => {
  it("overwrites who they say they are, and lets nothing through that could tell people apart", async () => {
    const { start, post, read } = await openConversation(server.base);
    await start();
    await post({
      ...message("hi"),
      id: "mine",
      from: { id: "harbour", role: "bot", name: "Canary Smith" },
      recipient: { id: "canary" },
      localTimezone: "Europe/Canary",
      localTimestamp: "2026-01-01T00:00:00+09:00",
      entities: [{ type: "canary" }],
      channelData: { clientActivityID: "c1", canary: true },
    });
    const seen = await activities(await read());
    const echo = seen.find(({ text }) => text === "hi");
    expect(echo?.from).toEqual({ id: expect.stringMatching(/^dl_/), role: "user" });
    expect(JSON.stringify([seen, server.heard, server.logged]).toLowerCase()).not.toContain("canary");
  });

  it("hands on the typed value of a button, but shows the label", async () => {
    const { start, post, read } = await openConversation(server.base);
    await start();
    await post(message("I'm 13 to 17", { value: "age:13_to_17" }));
    expect(server.heard.at(-1)).toMatchObject({ text: "age:13_to_17", attachment: false });
    expect((await activities(await read())).map(({ text }) => text)).toContain("I'm 13 to 17");
  });

  it("takes no notice of values that are not a button's", async () => {
    const { start, post } = await openConversation(server.base);
    await start();
    for (const value of ["i want to die", { deep: "age:adult" }, 7, "a:b c"]) {
      await post(message("words", { value }));
      expect(server.heard.at(-1)).toMatchObject({ text: "words" });
    }
  });

  it("drops attachments unopened and says that there were some", async () => {
    const { start, post, read } = await openConversation(server.base);
    await start();
    const attachments = [{ contentType: "image/png", contentUrl: "data:image/png;base64,Q0FOQVJZ" }];
    await post(message("look", { attachments }));
    expect(server.heard.at(-1)).toMatchObject({ text: "look", attachment: true });
    expect(JSON.stringify([await activities(await read()), server.heard])).not.toContain("Q0FOQVJZ");
  });

  it("refuses uploads", async () => {
    const { call, at, token } = await openConversation(server.base);
    const form = new FormData();
    form.append("file", new Blob(["x".repeat(100_000)]), "a.png");
    const { status } = await fetch(`${server.base}/v3/directline${at}/upload?userId=x`, {
      method: "POST",
      body: form,
      headers: { authorization: `Bearer ${token}` },
    });
    expect(status).toBe(415);
    expect((await call("/session/getsessionid", {}, token)).status).toBe(404);
  });

  it("answers a message sent twice under one id only once", async () => {
    const { start, post, read } = await openConversation(server.base);
    await start();
    const twice = message("once", { channelData: { clientActivityID: "c7" } });
    const ids = await Promise.all([post(twice), post(twice)].map(async (sent) => (await sent).json()));
    expect(ids[0]).toEqual(ids[1]);
    expect((await activities(await read())).map(({ text }) => text)).toEqual([
      "Hello.",
      "once",
      "You said: once",
    ]);
  });

  it("refuses what is no activity, with a status that does not end the chat", async () => {
    const { call, at, token, post } = await openConversation(server.base);
    const raw = (body: string) => call(`${at}/activities`, { method: "POST", body }, token);
    expect((await raw("{")).status).toBe(400);
    expect((await raw("")).status).toBe(400);
    expect((await raw("[]")).status).toBe(400);
    expect((await post({ text: "no type" })).status).toBe(400);
    const large = await post(message("x".repeat(17_000)));
    expect(large.status).toBe(413);
    expect(await large.json()).toMatchObject({ error: { code: "MessageSizeTooBig" } });
    expect((await post(message("x".repeat(1_000_000)))).status).toBe(413);
    expect((await post(message(""))).status).toBe(200);
    expect((await post({ type: "typing" })).status).toBe(200);
    expect(server.heard).toHaveLength(1);
  });
});

describe("what is read back", () => {
  it("gives only what came after the watermark", async () => {
    const { start, post, read } = await openConversation(server.base);
    await start();
    const { watermark } = (await (await read()).json()) as { watermark: string };
    expect(await activities(await read(watermark))).toEqual([]);
    await post(message("hi"));
    const later = await activities(await read(watermark));
    expect(later.map(({ text }) => text)).toEqual(["hi", "You said: hi"]);
    expect(later[1]).toMatchObject({ replyToId: later[0]?.id, channelId: "directline", textFormat: "plain" });
  });

  it("goes on with a conversation that this process does not know", async () => {
    const before = await openConversation(server.base);
    await before.start();
    const { watermark } = (await (await before.read()).json()) as { watermark: string };
    const { port } = server;
    await server.stop();
    server = await startDirectLine({ converse: parrot, port });
    expect((await before.call(`${before.at}?watermark=${watermark}`, {}, before.token)).status).toBe(200);
    expect((await before.post(message("still here"))).status).toBe(200);
    const later = await activities(await before.read(watermark));
    expect(later.map(({ text }) => text)).toEqual(["still here", "You said: still here"]);
  });

  it("keeps at most 200 activities", async () => {
    const { start, post, read } = await openConversation(server.base);
    await start();
    for (let count = 0; count < 110; count++) await post(message(`m${count}`));
    await vi.waitFor(async () => expect(await activities(await read())).toHaveLength(200));
    expect((await activities(await read())).at(-1)?.text).toBe("You said: m109");
  });
});

describe("leaving", () => {
  it("forgets everything at once when the client ends the conversation", async () => {
    const { start, post, read, call, at, token } = await openConversation(server.base);
    await start();
    await post(message("hi"));
    expect((await post({ type: "endOfConversation" })).status).toBe(200);
    expect(server.forgotten).toEqual([server.heard[0]?.key]);
    const after = [await read(), await post(message("hi")), await start(), await call(at, {}, token)];
    expect(after.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  });

  it("shows only the last line when the bot ends it", async () => {
    await server.stop();
    const bye = { messages: [{ text: "Bye.", triage: {} }], ended: true };
    server = await startDirectLine({ converse: async (said) => (said.text === "exit" ? bye : parrot(said)) });
    const { start, post, read } = await openConversation(server.base);
    await start();
    await post(message("a secret"));
    await post(message("exit"));
    const left = await activities(await read());
    expect(left.map(({ type, text }) => text ?? type)).toEqual(["Bye.", "endOfConversation"]);
    expect((await read("9")).status).toBe(404);
  });
});
