// The WebSocket: what was missed comes first, nothing comes twice, and an address opens it only once.

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { type DirectLineServer, openConversation, parrot, startDirectLine } from "../support/direct-line.ts";

let server: DirectLineServer;

beforeEach(async () => {
  server = await startDirectLine({ converse: parrot });
});
afterEach(() => server.stop());

type Frame = { activities: { text?: string; type: string }[]; watermark: string };

function listen(url: string) {
  const socket = new WebSocket(url);
  const frames: Frame[] = [];
  const closed = new Promise<number>((resolve) => socket.on("close", resolve));
  const refused = new Promise<number>((resolve) =>
    socket.on("unexpected-response", (_request, response) => resolve(response.statusCode ?? 0)),
  );
  socket.on("error", () => {});
  socket.on("message", (data) => frames.push(JSON.parse(String(data))));
  const texts = () => frames.flatMap(({ activities }) => activities.map(({ text, type }) => text ?? type));
  const until = (text: string) => vi.waitFor(() => expect(texts()).toContain(text));
  return { socket, frames, texts, until, closed, refused };
}

async function started() {
  const conversation = await openConversation(server.base);
  const { streamUrl } = (await (await conversation.start()).json()) as { streamUrl: string };
  const post = (text: string) => conversation.post({ type: "message", text });
  const reconnect = async (query: string) => {
    const response = await conversation.call(`${conversation.at}${query}`, {}, conversation.token);
    return ((await response.json()) as { streamUrl: string }).streamUrl;
  };
  return { ...conversation, streamUrl, say: post, reconnect };
}

it("replays what was missed, then goes on live", async () => {
  const { streamUrl, say, reconnect } = await started();
  const first = listen(streamUrl);
  await first.until("Hello.");
  const watermark = first.frames.at(-1)?.watermark;
  first.socket.close();
  await first.closed;
  await say("missed");
  const second = listen(await reconnect(`?watermark=${watermark}`));
  await second.until("You said: missed");
  await say("live");
  await second.until("You said: live");
  expect(second.texts()).toEqual(["missed", "You said: missed", "live", "You said: live"]);
});

it("shows only what comes later to who asks without a watermark, and everything to an empty one", async () => {
  const { say, reconnect } = await started();
  await say("earlier");
  const later = listen(await reconnect(""));
  const all = listen(await reconnect("?watermark="));
  await all.until("You said: earlier");
  await say("later");
  await later.until("You said: later");
  expect(later.texts()).toEqual(["later", "You said: later"]);
});

it("serves several tabs", async () => {
  const { streamUrl, say, reconnect } = await started();
  const tabs = [listen(streamUrl), listen(await reconnect("?watermark="))];
  await say("hi");
  for (const tab of tabs) await tab.until("You said: hi");
});

it("opens each address once, and only for its own conversation", async () => {
  const { streamUrl } = await started();
  const first = listen(streamUrl);
  await first.until("Hello.");
  expect(await listen(streamUrl).refused).toBe(401);
  const other = await started();
  const swapped = other.streamUrl.replace(
    /conversations\/[^/]+/,
    /conversations\/[^/]+/.exec(streamUrl)?.[0] ?? "",
  );
  expect(await listen(swapped).refused).toBe(401);
  expect(await listen(streamUrl.replace(/t=.*/, `t=${other.token}`)).refused).toBe(401);
});

it("takes empty keep-alive frames for what they are, and cuts off floods", async () => {
  const { streamUrl, say } = await started();
  const { socket, until, closed } = listen(streamUrl);
  await until("Hello.");
  socket.send("");
  await say("hi");
  await until("You said: hi");
  socket.send("x".repeat(5000));
  expect(await closed).toBe(1009);
});

it("closes when the person leaves", async () => {
  const { streamUrl, post } = await started();
  const { until, closed } = listen(streamUrl);
  await until("Hello.");
  await post({ type: "endOfConversation" });
  expect(await closed).toBe(1000);
});
