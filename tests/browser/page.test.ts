// The page itself: whom it asks, what it weighs, where it fits, whom it speaks to.

import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { mountPage } from "../../src/bot/page/mount.ts";
import { launchChromium, pageWords } from "../support/browser.ts";
import type { DirectLineServer } from "../support/direct-line.ts";
import { neutral, startPage, type Visitor, visit } from "../support/visit.ts";

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

it("asks nobody else for anything, and keeps no cookie", async () => {
  const { page, context, open } = visitor;
  const hosts = new Set<string>();
  page.on("request", (request) => hosts.add(new URL(request.url()).host));
  await open(server);
  expect([...hosts]).toEqual([new URL(server.base).host]);
  expect(await context.cookies()).toEqual([]);
});

it("has strict headers and weighs little", async () => {
  let bytes = 0;
  for (const path of ["/", "/page.css", "/page.js", "/icon.svg"]) {
    const response = await fetch(server.base + path, { headers: { "accept-encoding": "identity" } });
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    bytes += (await response.arrayBuffer()).byteLength;
  }
  expect(bytes).toBeLessThan(40_000);
  const { headers } = await fetch(server.base);
  expect(headers.get("content-security-policy")).toContain("default-src 'none'; script-src 'self'");
  expect(headers.get("content-security-policy")).not.toContain("unsafe");
  expect(headers.get("referrer-policy")).toBe("no-referrer");
  expect(headers.get("set-cookie")).toBeNull();
});

it("fits a phone of 320 pixels", async () => {
  await visitor.context.close();
  visitor = await visit(browser, { viewport: { width: 320, height: 568 } });
  const { page, open, say } = visitor;
  await open(server);
  await say("a".repeat(300));
  await page.locator("#log").getByText("You said: aaa").waitFor();
  const widths = "[document.documentElement.scrollWidth, document.querySelector('#scroller').scrollWidth]";
  expect(await page.evaluate(widths)).toEqual([320, 320]);
  const exit = await page.getByRole("link", { name: "Exit" }).boundingBox();
  expect(exit?.height).toBeGreaterThanOrEqual(44);
  expect(exit?.y).toBeGreaterThanOrEqual(0);
});

it("helps without JavaScript too", async () => {
  await visitor.context.close();
  visitor = await visit(browser, { javaScriptEnabled: false });
  const { page } = visitor;
  await page.goto(server.base);
  expect(await page.locator("noscript a[href='tel:08001111']").count()).toBe(1);
  expect(await page.locator("noscript a[href^='sms:85258']").count()).toBe(1);
  expect(await page.getByRole("link", { name: "Exit" }).getAttribute("href")).toBe(neutral);
  expect(await page.locator("#composer").isVisible()).toBe(false);
});

it("comes in another language where there is one", async () => {
  const { page, shown } = visitor;
  await page.goto(`${server.base}/?lang=cy`);
  await shown("Hello.");
  expect(await page.locator("html").getAttribute("lang")).toBe("cy");
  expect(await page.getByRole("button", { name: "Anfon" }).count()).toBe(1);
  expect(server.heard[0]).toMatchObject({ opened: true, language: "cy" });
  await page.goto(`${server.base}/?lang=%22%3E%3Cscript%3E`);
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
});

it("tells the bot when another language is picked in the middle of a talk", async () => {
  const { page, open, say, shown, bubbles } = visitor;
  await open(server);
  await say("one");
  await shown("You said: one");
  await page.getByRole("link", { name: "Cymraeg" }).click();
  await shown("You said: Cymraeg");
  expect((await bubbles()).slice(-3)).toEqual(["You said: one", "Cymraeg", "You said: Cymraeg"]);
  await page.reload();
  await shown("You said: Cymraeg");
  expect(server.heard.map(({ text }) => text)).toEqual(["", "one", "Cymraeg"]);
  expect((await bubbles()).slice(-3)).toEqual(["You said: one", "Cymraeg", "You said: Cymraeg"]);
});

it("does not start when a word is missing", () => {
  const { danger_call: _, ...page } = pageWords.words.en?.page ?? {};
  const mount = () => mountPage({ get() {} } as never, { languages: ["en"], words: { en: { page } } });
  expect(mount).toThrow("the chat page in en has no word for danger_call");
});
