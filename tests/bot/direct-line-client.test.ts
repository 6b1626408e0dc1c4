// Microsoft's own client, unmodified, against our server: over REST polling and over the WebSocket.

import { type Activity, ConnectionStatus, DirectLine } from "botframework-directlinejs";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import xhr2 from "xhr2";
import { type DirectLineServer, openConversation, parrot, startDirectLine } from "../support/direct-line.ts";

let server: DirectLineServer;
const clients: DirectLine[] = [];

beforeAll(() => {
  // The client is written for browsers.
  vi.stubGlobal("XMLHttpRequest", xhr2);
  vi.stubGlobal("WebSocket", WebSocket);
  vi.spyOn(console, "warn").mockImplementation(() => {});
});

beforeEach(async () => {
  server = await startDirectLine({ converse: parrot });
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.end();
  await server.stop();
});

async function connect(options: { webSocket: boolean; token?: string }) {
  const { token } =
    options.token === undefined ? await openConversation(server.base) : { token: options.token };
  const client = new DirectLine({
    token,
    domain: `${server.base}/v3/directline`,
    webSocket: options.webSocket,
    pollingInterval: 200,
    // The shortest wait before reconnecting: 3 s instead of up to 15.
    random: () => 0,
  });
  clients.push(client);
  const seen: Activity[] = [];
  const trouble: unknown[] = [];
  client.activity$.subscribe(
    (activity) => seen.push(activity),
    (error) => trouble.push(error),
  );
  const texts = () => seen.map((activity) => (activity.type === "message" ? activity.text : activity.type));
  const say = (text: string, more: object = {}) =>
    new Promise<string>((resolve, reject) =>
      client
        .postActivity({ type: "message", from: { id: "whoever" }, text, ...more })
        .subscribe(resolve, reject),
    );
  const until = (text: string, timeout = 8000) =>
    vi.waitFor(() => expect(texts()).toContain(text), { timeout, interval: 20 });
  return { client, seen, trouble, texts, say, until };
}

describe.each([
  ["REST polling", false],
  ["the WebSocket", true],
])("DirectLineJS over %s", (_name, webSocket) => {
  it("hears the hello, its own words and then the answer, in that order and once each", async () => {
    const { say, until, texts, seen } = await connect({ webSocket });
    await until("Hello.");
    const id = await say("one", { channelData: { clientActivityID: "mine-1" } });
    await until("You said: one");
    await say("two");
    await until("You said: two");
    expect(texts()).toEqual(["Hello.", "one", "You said: one", "two", "You said: two"]);
    expect(seen[1]).toMatchObject({
      id,
      from: { role: "user" },
      channelData: { clientActivityID: "mine-1" },
    });
    expect(seen[2]).toMatchObject({ replyToId: id, from: { role: "bot", name: "Harbour" } });
    const order = seen.map((activity) => activity.channelData["webchat:sequence-id"]);
    expect(order).toEqual([1, 2, 3, 4, 5]);
  });

  it("gets buttons with the last bubble, and a tapped one is understood by its value", async () => {
    const { say, until, seen } = await connect({ webSocket });
    await until("Hello.");
    await say("buttons");
    await until("How old are you?");
    const last = seen.at(-1);
    const actions = last?.type === "message" ? (last.suggestedActions?.actions ?? []) : [];
    expect(actions.map(({ title }: { title?: string }) => title)).toEqual(["I'm 13 to 17", "I'm 18 or over"]);
    const [tapped] = actions as { type: string; text: string; value: string; displayText: string }[];
    // As Web Chat sends a messageBack button.
    await say(tapped?.text ?? "", {
      value: tapped?.value,
      channelData: { messageBack: { displayText: tapped?.displayText } },
    });
    await until("You said: age:13_to_17");
    expect(seen.at(-2)).toMatchObject({ text: "I'm 13 to 17" });
  });

  it("sees the end when the person leaves", async () => {
    await server.stop();
    const leaving: typeof parrot = async (incoming) =>
      incoming.text === "exit" ? { messages: [{ text: "Bye.", triage: {} }], ended: true } : parrot(incoming);
    server = await startDirectLine({ converse: leaving });
    const { say, until, texts } = await connect({ webSocket });
    await until("Hello.");
    await say("exit");
    await until("endOfConversation");
    expect(texts().slice(-2)).toEqual(["Bye.", "endOfConversation"]);
  });
});

// Over REST the client gives up when the server is gone, by its own choice.
it("loses and doubles nothing when the server goes and comes back", async () => {
  const { say, until, texts, client } = await connect({ webSocket: true });
  await until("Hello.");
  await say("before");
  await until("You said: before");
  const { port } = server;
  await server.stop();
  server = await startDirectLine({ converse: parrot, port });
  // Said to the new process while the client's socket is still down.
  await say("after");
  await until("You said: after", 12_000);
  await say("again");
  await until("You said: again");
  const expected = ["Hello.", "before", "You said: before", "after", "You said: after", "again"];
  expect(texts()).toEqual([...expected, "You said: again"]);
  expect(client.connectionStatus$.getValue()).toBe(ConnectionStatus.Online);
}, 20_000);

it("tells the client that its token has expired, and nothing else", async () => {
  await server.stop();
  const lifetime = { tokenSeconds: 1, streamSeconds: 1 };
  server = await startDirectLine({ converse: parrot, options: { lifetime } });
  const { client, until, say } = await connect({ webSocket: true });
  await until("Hello.");
  await new Promise((resolve) => setTimeout(resolve, 1600));
  expect(await say("too late")).toBe("retry");
  expect(client.connectionStatus$.getValue()).toBe(ConnectionStatus.ExpiredToken);
});
