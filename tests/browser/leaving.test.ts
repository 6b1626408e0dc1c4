// Leaving at once, and leaving nothing behind.

import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { launchChromium } from "../support/browser.ts";
import type { DirectLineServer } from "../support/direct-line.ts";
import { startPage, type Visitor, visit } from "../support/visit.ts";

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

it("goes to a neutral site at once, forgets, and leaves nothing to go back to", async () => {
  const { page, open, gone } = visitor;
  await page.goto("about:blank");
  await open(server);
  await page.getByRole("link", { name: "Exit" }).click();
  await gone(server);
  await page.goBack();
  expect(page.url()).toBe("about:blank");
  await open(server);
  expect(await page.evaluate("localStorage.length + document.cookie.length")).toBe(0);
  expect(server.heard.filter((incoming) => incoming.opened)).toHaveLength(2);
});

it("is blank before the other site is there", async () => {
  const { page, open, gone, complaints } = visitor;
  // Looks right after Exit was pressed, when the other site has not even been asked for.
  await page.addInitScript(`new MutationObserver(() => {
    const { className, textContent } = document.documentElement;
    if (className === "left") console.log("left with [" + textContent.trim() + "]");
  }).observe(document, { subtree: true, childList: true })`);
  await open(server);
  await page.getByRole("link", { name: "Exit" }).click();
  await gone(server);
  expect(complaints).toEqual(["left with []"]);
});

it("leaves when Shift is pressed three times", async () => {
  const { page, open, gone } = visitor;
  await open(server);
  await page.getByLabel("Your message").focus();
  await page.keyboard.press("Shift");
  await page.getByRole("status").getByText("two more times").waitFor();
  await page.keyboard.press("Shift");
  await page.keyboard.press("Shift");
  await gone(server);
});

it("does not leave when capitals are typed", async () => {
  const { page, open, shown } = visitor;
  await open(server);
  await page.getByLabel("Your message").focus();
  for (const letter of ["H", "E", "L", "P", "Space", "M", "E"]) await page.keyboard.press(`Shift+${letter}`);
  await page.keyboard.press("Enter");
  await shown("You said: HELP ME");
  expect(server.forgotten).toEqual([]);
});

it("shows only the last line when the person says exit, and can start again", async () => {
  const { page, open, say, shown, bubbles } = visitor;
  await open(server);
  await say("my secret");
  await shown("You said: my secret");
  await say("exit");
  const again = page.getByRole("button", { name: "Start a new chat" });
  await again.waitFor();
  expect(await bubbles()).toEqual(["Bye."]);
  expect(await page.evaluate("sessionStorage.length")).toBe(0);
  await again.click();
  await shown("Hello.");
  expect(await bubbles()).toEqual(["Hello.", "How old are you?"]);
});
