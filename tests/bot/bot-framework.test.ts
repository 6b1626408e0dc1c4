import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { mountBotFramework } from "../../src/bot/channels/bot-framework.ts";
import { mountBotFrameworkOff } from "../../src/bot/channels/bot-framework-off.ts";
import { listening, words } from "./house.ts";

const mount = (
  server: Parameters<typeof mountBotFramework>[0],
  tools: Parameters<typeof mountBotFramework>[1],
) => mountBotFramework(server, tools, { identity: {}, words, patience: 2_000 });

let house: Awaited<ReturnType<typeof listening>>;
beforeAll(async () => {
  house = await listening(mount);
});
afterAll(() => house.close());

let conversations = 0;
let conversation = "";
beforeEach(() => {
  conversation = `c${++conversations}`;
});

type Fields = Record<string, unknown>;

const activity = (fields: Fields = {}): Fields => ({
  type: "message",
  channelId: "webchat",
  conversation: { id: conversation },
  from: { id: "user" },
  recipient: { id: "bot" },
  text: "hi",
  deliveryMode: "expectReplies",
  ...fields,
});

const postRaw = (body: string, headers: Record<string, string> = { "content-type": "application/json" }) =>
  fetch(`${house.url}/api/messages`, { method: "POST", headers, body });

async function post(fields: Fields = {}) {
  const response = await postRaw(JSON.stringify(activity(fields)));
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}

const textsOf = (answer: { body?: { activities?: { text: string }[] } }) =>
  answer.body?.activities?.map(({ text }) => text);

describe("with expectReplies", () => {
  it("answers in the body, and goes on where it stood", async () => {
    expect(textsOf(await post())).toEqual(["turn 1: hi"]);
    expect(textsOf(await post({ text: "again" }))).toEqual(["turn 2: again"]);
  });

  it("says hello when somebody joins, and only once", async () => {
    const joined = {
      type: "conversationUpdate",
      text: undefined,
      membersAdded: [{ id: "bot" }, { id: "user" }],
    };
    expect(textsOf(await post(joined))).toEqual(["hello"]);
    expect(textsOf(await post(joined))).toEqual([]);
    expect(textsOf(await post({ ...joined, membersAdded: [{ id: "bot" }] }))).toEqual([]);
  });

  it("understands a first message that nobody announced, and does not say hello after it", async () => {
    expect(textsOf(await post({ text: "help" }))).toEqual(["turn 1: help"]);
    expect(textsOf(await post({ type: "conversationUpdate", membersAdded: [{ id: "user" }] }))).toEqual([]);
  });

  it("gives the same answer to the same id", async () => {
    expect(textsOf(await post({ id: "m1" }))).toEqual(["turn 1: hi"]);
    expect(textsOf(await post({ id: "m1" }))).toEqual(["turn 1: hi"]);
    expect(textsOf(await post({ id: "m2" }))).toEqual(["turn 2: hi"]);
  });

  it("hands out buttons on the last bubble, with what it asks", async () => {
    const { body } = await post({ text: "ask 2", locale: "en-GB" });
    expect(body.activities).toMatchObject([
      { text: "before", inputHint: "ignoringInput" },
      {
        type: "message",
        text: "Which?",
        textFormat: "plain",
        inputHint: "expectingInput",
        locale: "en-GB",
        channelData: { triage: { asks: "age", steps: ["dont_pay"] } },
        suggestedActions: {
          actions: [
            { type: "imBack", title: "Option 1", value: "Option 1" },
            { type: "imBack", title: "Option 2", value: "Option 2" },
          ],
        },
      },
    ]);
    expect(body.activities[0].suggestedActions).toBeUndefined();
  });

  it("numbers a few choices in Teams, and puts more on a card", async () => {
    const few = (await post({ channelId: "msteams", text: "ask 2" })).body.activities[1];
    expect(few).toMatchObject({
      text: "Which?\n\n1. Option 1\n2. Option 2",
      suggestedActions: { to: ["user"] },
    });
    const many = (await post({ channelId: "msteams", text: "ask 5" })).body.activities[1];
    expect(many).toMatchObject({
      text: "Which?",
      attachments: [{ contentType: "application/vnd.microsoft.card.hero" }],
    });
    expect(many.attachments[0].content.buttons).toHaveLength(5);
    expect(many.suggestedActions).toBeUndefined();
  });

  it.each(["sms", "twilio-sms", "carrier-pigeon"])("shows no buttons on %s", async (channelId) => {
    const [, last] = (await post({ channelId, text: "ask 2" })).body.activities;
    expect(last.suggestedActions ?? last.attachments).toBeUndefined();
  });

  it.each([
    ["a button's value", { text: "13 to 17", value: "age:13_to_17" }, "turn 1: age:13_to_17"],
    ["a value in an object", { text: undefined, value: { value: "age:adult" } }, "turn 1: age:adult"],
    ["a value that says nothing", { text: "hm", value: { x: 1 } }, "turn 1: hm"],
    ["no text", { text: undefined }, "turn 1: "],
    ["null", { text: null, attachments: null, locale: null, id: null, value: null }, "turn 1: "],
    ["an emoji", { text: "😭" }, "turn 1: 😭"],
    [
      "a picture",
      { text: "", attachments: [{ contentType: "image/png", contentUrl: "http://127.0.0.1:1/x" }] },
      "turn 1 with a file: ",
    ],
    [
      "Teams' copy of the text",
      { attachments: [{ contentType: "text/html", content: "<p>hi</p>" }] },
      "turn 1: hi",
    ],
    ["a locale that is none", { locale: 12 }, "turn 1: hi"],
  ])("takes %s", async (_name, fields, answer) => {
    expect(textsOf(await post(fields))).toEqual([answer]);
  });

  it("wishes for the language of the locale", async () => {
    expect(textsOf(await post({ locale: "cy-GB", text: "break" }))?.[0]).toContain("fail-safe cy");
  });

  it.each(["typing", "messageReaction", "invoke", "event", "contactRelationUpdate"])(
    "ignores %s",
    async (type) => {
      expect(await post({ type })).toMatchObject({ status: 200, body: { activities: [] } });
    },
  );

  it.each([{ isGroup: true }, { conversationType: "channel" }, { conversationType: "groupChat" }])(
    "does not triage in a group (%j)",
    async (kind) => {
      const answer = await post({ channelId: "msteams", conversation: { id: conversation, ...kind } });
      expect(textsOf(answer)).toEqual(["not in a group en"]);
      expect(await house.store.load(house.keyOf("msteams", conversation))).toBeUndefined();
    },
  );

  it.each([
    { type: "endOfConversation" },
    { type: "installationUpdate", action: "remove" },
    { type: "deleteUserData" },
    { type: "conversationUpdate", membersRemoved: [{ id: "bot" }] },
  ])("forgets on %j", async (fields) => {
    await post();
    expect(await house.store.load(house.keyOf("webchat", conversation))).toBeDefined();
    expect((await post(fields)).status).toBe(200);
    expect(await house.store.load(house.keyOf("webchat", conversation))).toBeUndefined();
  });

  it("answers where the channel does not say who is who, and sends no empty names", async () => {
    const { body } = await post({ from: undefined, recipient: undefined });
    expect(textsOf({ body })).toEqual(["turn 1: hi"]);
    expect(JSON.stringify(body)).not.toContain('""');
  });

  it("does not answer bots", async () => {
    expect(textsOf(await post({ from: { id: "other", role: "bot" } }))).toEqual([]);
  });
});

describe("bad input", () => {
  it.each([
    ["not JSON", "hello", 400],
    ["an array", "[]", 400],
    ["a string", '"hi"', 400],
    ["null", "null", 400],
    ["no activity", "{}", 400],
    ["no conversation", JSON.stringify({ type: "message", channelId: "webchat" }), 400],
    ["nothing", "", 400],
    ["too much", JSON.stringify({ text: "x".repeat(1_000_000) }), 413],
  ])("is refused clearly: %s", async (_name, body, status) => {
    const response = await postRaw(body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({
      error: { code: expect.any(String), message: expect.any(String) },
    });
  });

  it("names what is missing without repeating what was sent", async () => {
    const { status, body } = await post({ channelId: undefined, text: "secret words" });
    expect(status).toBe(400);
    expect(body.error.message).toBe("Not an activity: channelId.");
  });

  it.each([
    { "content-type": "text/plain" },
    { "content-type": "application/json", "content-encoding": "gzip" },
  ])("is refused as another kind (%j)", async (headers) =>
    expect((await postRaw("{}", headers as never)).status).toBe(415),
  );

  it("answers only to POST", async () => {
    expect((await fetch(`${house.url}/api/messages`)).status).toBe(405);
  });

  it.each([
    ["https://evil.example/"],
    ["http://169.254.169.254/latest/meta-data"],
    ["https://botframework.com.evil.example"],
    ["https://smba.trafficmanager.net@evil.example/"],
    ["https://evil.trafficmanager.net/"],
    ["http://smba.trafficmanager.net/uk/"],
    ["https://smba.trafficmanager.net:8443/uk/"],
    ["file:///etc/passwd"],
    ["//127.0.0.1"],
    [""],
    [undefined],
  ])("never replies to %s", async (serviceUrl) => {
    expect((await post({ deliveryMode: undefined, serviceUrl })).status).toBe(400);
  });
});

describe("with replies posted to the serviceUrl", () => {
  type Arrived = { path: string; body: Fields };
  let arrived: Arrived[] = [];
  let statuses: (number | "reset")[] = [];
  let pause = 0;
  const connector = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    await new Promise((resolve) => setTimeout(resolve, pause));
    arrived.push({ path: request.url ?? "", body: JSON.parse(Buffer.concat(chunks).toString()) });
    const status = statuses.shift() ?? 200;
    if (status === "reset") request.socket.destroy();
    else {
      // Not chained: restify changes every response of the process, and its writeHead returns nothing.
      response.writeHead(status, { "content-type": "application/json", location: "/elsewhere" });
      response.end('{"id":"1"}');
    }
  });
  let serviceUrl = "";
  beforeAll(async () => {
    await new Promise<void>((resolve) => connector.listen(0, "127.0.0.1", () => resolve()));
    serviceUrl = `http://127.0.0.1:${(connector.address() as AddressInfo).port}`;
  });
  afterAll(() => connector.close());
  beforeEach(() => {
    arrived = [];
    statuses = [];
    pause = 0;
  });
  const say = (fields: Fields = {}) => post({ deliveryMode: undefined, serviceUrl, id: "m1", ...fields });
  const texts = () => arrived.map(({ body }) => body.text);

  it("posts every bubble in order, as a reply, and answers 200 with nothing", async () => {
    expect(await say({ text: "ask 2" })).toEqual({ status: 200, body: undefined });
    expect(texts()).toEqual(["before", "Which?"]);
    expect(arrived[0]?.path).toBe(`/v3/conversations/${conversation}/activities/m1`);
    expect(arrived[0]?.body).toMatchObject({
      replyToId: "m1",
      recipient: { id: "user" },
      from: { id: "bot" },
    });
  });

  it("drops who they are before the SDK sees it", async () => {
    await say({
      from: { id: "user", name: "Alice", aadObjectId: "aad" },
      localTimezone: "Europe/London",
      channelData: { tenant: { id: "t" } },
    });
    const sent = JSON.stringify(arrived);
    for (const trace of ["Alice", "aad", "London", "tenant"]) expect(sent).not.toContain(trace);
  });

  it("does not post twice when the same message comes again", async () => {
    await say();
    expect((await say()).status).toBe(200);
    expect(texts()).toEqual(["turn 1: hi"]);
  });

  it.each([[500], [503], ["reset" as const]])(
    "does not post again after %s, and says so to the channel",
    async (status) => {
      statuses = [status];
      expect((await say()).status).toBe(502);
      expect(arrived).toHaveLength(1);
    },
  );

  it("sends what was not sent when the message comes again", async () => {
    statuses = [200, 500];
    expect((await say({ text: "ask 2" })).status).toBe(502);
    expect((await say({ text: "ask 2" })).status).toBe(200);
    expect(texts()).toEqual(["before", "Which?", "Which?"]);
  });

  it("waits and posts again when the channel has too many", async () => {
    statuses = [429];
    expect((await say()).status).toBe(200);
    expect(texts()).toEqual(["turn 1: hi", "turn 1: hi"]);
  });

  it("does not call an answer failed that is still being sent, and sends all of it once", async () => {
    pause = 1_200;
    expect((await say({ text: "ask 2" })).status).toBe(200);
    expect(texts()).toEqual(["before"]);
    expect((await say({ text: "ask 2" })).status).toBe(200);
    expect(texts()).toEqual(["before", "Which?"]);
  });

  it("does not follow a redirect", async () => {
    statuses = [307];
    expect((await say()).status).toBe(502);
    expect(arrived).toHaveLength(1);
  });
});

describe("switched off", () => {
  it("says so, and how to switch it on", async () => {
    const off = await listening(mountBotFrameworkOff);
    const response = await fetch(`${off.url}/api/messages`, { method: "POST", body: "{}" });
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      error: { code: "ServiceUnavailable", message: expect.stringContaining("MicrosoftAppId") },
    });
    expect((await fetch(`${off.url}/healthz`)).status).toBe(200);
    await off.close();
  });
});
