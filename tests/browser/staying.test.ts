// Staying connected: reloads, lost servers, blocked sockets, conversations that are gone.

import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { launchChromium } from "../support/browser.ts";
import type { DirectLineServer } from "../support/direct-line.ts";
import { firstAnswer, startPage, type Visitor, visit } from "../support/visit.ts";

let browser: Browser;
let server: DirectLineServer;
let visitor: Visitor;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

beforeEach(async () => {
  server = await startPage();
  visitor = await visit(browser);
});
afterEach(async () => {
  await visitor.context.close();
  await server.stop();
});

it("goes on after a reload, without a second hello", async () => {
  const { page, open, say, shown, bubbles } = visitor;
  await open(server);
  await say("before");
  await shown("You said: before");
  await page.reload();
  await shown("You said: before");
  await say("after");
  await shown("You said: after");
  const hello = ["Hello.", "How old are you?"];
  expect(await bubbles()).toEqual([...hello, "before", "You said: before", "after", "You said: after"]);
});

it("loses and doubles nothing when the server goes and comes back", async () => {
  const { page, open, say, shown, bubbles } = visitor;
  await open(server);
  await say("before");
  await shown("You said: before");
  const { port } = server;
  await server.stop();
  await say("meanwhile");
  await page.getByRole("status").getByText("You are not connected").waitFor();
  server = await startPage(port);
  await shown("You said: meanwhile");
  const said = ["before", "You said: before", "meanwhile", "You said: meanwhile"];
  expect((await bubbles()).slice(2)).toEqual(said);
});

it("begins as soon as the server can be reached", async () => {
  const { page, bubbles } = visitor;
  let tries = 0;
  await page.route("**/conversations", (route) => (++tries > 1 ? route.continue() : route.abort()));
  await page.goto(server.base);
  await page.getByRole("button", { name: firstAnswer }).waitFor();
  expect(await bubbles()).toEqual(["Hello.", "How old are you?"]);
});

it("says so when a message could not be sent, and sends it when asked again", async () => {
  const { page, open, say, shown } = visitor;
  await open(server);
  await page.route("**/activities", (route) => route.abort());
  await say("lost");
  const again = page.getByRole("button", { name: "Try again" });
  await again.waitFor();
  await page.unroute("**/activities");
  await again.click();
  await shown("You said: lost");
  expect(await again.count()).toBe(0);
});

it("works where sockets are blocked", async () => {
  const { page, open, say, shown } = visitor;
  await page.routeWebSocket(/stream/, (socket) => socket.close());
  await open(server);
  await say("no socket");
  await shown("You said: no socket");
});

it("starts anew where the server knows the old conversation no more", async () => {
  const { page, open, bubbles } = visitor;
  await open(server);
  const stale = JSON.stringify({ conversationId: "gone", token: "gone" });
  await page.evaluate(`sessionStorage.setItem("chat", ${JSON.stringify(stale)})`);
  await page.reload();
  await page.getByRole("button", { name: firstAnswer }).waitFor();
  expect(await bubbles()).toEqual(["Hello.", "How old are you?"]);
});
