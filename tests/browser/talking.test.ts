// Talking on the page: what a person does and what they see.

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

it("greets, and a tapped answer is sent by its value, shown by its label, and gone", async () => {
  const { page, open, shown, bubbles, complaints } = visitor;
  await open(server);
  await page.getByRole("button", { name: firstAnswer }).click();
  await shown("You said: age:13_to_17");
  expect(await bubbles()).toEqual(["Hello.", "How old are you?", firstAnswer, "You said: age:13_to_17"]);
  expect(await page.locator("#choices button").count()).toBe(0);
  expect(complaints).toEqual([]);
});

it("takes typed words, with Enter and with Send, and shows them as they are", async () => {
  const { page, open, say, shown } = visitor;
  await open(server);
  await say("<b>one</b>");
  await shown("You said: <b>one</b>");
  await page.getByLabel("Your message").fill("two\nlines");
  await page.getByRole("button", { name: "Send" }).click();
  await shown("You said: two");
  await say("   ");
  expect(server.heard.map(({ text }) => text)).toEqual(["", "<b>one</b>", "two\nlines"]);
  expect(await page.locator("#log b").count()).toBe(0);
});

it("makes numbers and addresses tappable", async () => {
  const { page, open, say } = visitor;
  await open(server);
  await say("help");
  await page.getByRole("link", { name: "0800 1111" }).waitFor();
  const links = await page.locator("#log a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  expect(links).toEqual(["tel:08001111", "sms:85258?&body=SHOUT", "https://www.example.org.uk/help"]);
});

it("shows a list as a list under a heading that does not shout", async () => {
  const { page, open, say, bubbles } = visitor;
  await open(server);
  await say("plan");
  await page.locator("#log li").first().waitFor();
  expect((await bubbles()).slice(-3)).toEqual(["Right now", "Don't pay.", "Don't send more."]);
  expect(await page.locator("#log ul li").count()).toBe(2);
});

it("works with the keyboard alone, Exit first", async () => {
  const { page, open, shown } = visitor;
  await open(server);
  const focused = (what: string) => page.evaluate(`document.activeElement.${what}`);
  await page.keyboard.press("Tab");
  expect(await focused("id")).toBe("exit");
  for (let presses = 0; presses < 8; presses++) {
    if ((await focused("textContent")) === firstAnswer) break;
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await shown("You said: age:13_to_17");
  await page.keyboard.press("Tab");
  expect(await focused("id")).toBe("message");
  await page.keyboard.type("typed");
  await page.keyboard.press("Enter");
  await shown("You said: typed");
});

it("tells screen readers who speaks, in a live log", async () => {
  const { page, open } = visitor;
  await open(server);
  const log = page.getByRole("log", { name: "Chat messages" });
  expect(await log.getAttribute("aria-live")).toBe("polite");
  expect(await log.textContent()).toContain("Harbour said:");
  expect(await page.getByRole("group", { name: "Tap an answer, or type your own" }).count()).toBe(1);
});
