// A visitor in Chromium on the chat page, before a fake conversation.

import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import type { Converse } from "../../src/bot/converse.ts";
import { mountPage } from "../../src/bot/page/mount.ts";
import { pageWords } from "./browser.ts";
import { type DirectLineServer, startDirectLine } from "./direct-line.ts";

/** Where Exit leads. */
export const neutral = "https://www.bbc.co.uk/weather";

/** The first answer's label. */
export const firstAnswer = "I'm 13 to 17";

const converse: Converse = async ({ text, opened }) => {
  const choices = [
    { label: firstAnswer, value: "age:13_to_17" },
    { label: "I'm 18 or over", value: "age:adult" },
  ];
  if (opened) return { messages: [{ text: "Hello.\nHow old are you?", choices, triage: { asks: "age" } }] };
  if (text === "exit") return { messages: [{ text: "Bye.", triage: {} }], ended: true };
  if (text === "help")
    return {
      messages: [{ text: "Call 0800 1111 or text SHOUT to 85258. See www.example.org.uk/help.", triage: {} }],
    };
  if (text === "plan")
    return { messages: [{ text: "RIGHT NOW\n- Don't pay.\n- Don't send more.", triage: {} }] };
  return { messages: [{ text: `You said: ${text}`, triage: {} }] };
};

/** Starts a server with the page and that conversation. */
export const startPage = (port = 0): Promise<DirectLineServer> =>
  startDirectLine({ converse, port, mounts: [(server) => mountPage(server, pageWords)] });

/** One person's browser. */
export type Visitor = {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the browser's console said, errors and refused requests among it. */
  readonly complaints: string[];
  /** Opens the page and waits for the hello. */
  open(server: DirectLineServer): Promise<void>;
  /** The texts of all bubbles, line by line. */
  bubbles(): Promise<string[]>;
  /** Waits for this line in a bubble. */
  shown(line: string): Promise<void>;
  /** Types this and presses Enter. */
  say(text: string): Promise<void>;
  /** Waits until they are on the neutral site and the server has forgotten them. */
  gone(server: DirectLineServer): Promise<void>;
};

/** A new visitor, with nothing kept from anybody before. */
export async function visit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await browser.newContext(options);
  await context.route(`${neutral}**`, (route) =>
    route.fulfill({ contentType: "text/html", body: "<title>Weather</title>Sunny." }),
  );
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (said) => complaints.push(said.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  return {
    context,
    page,
    complaints,
    async open({ base }) {
      await page.goto(base);
      await page.getByRole("button", { name: firstAnswer }).waitFor();
    },
    bubbles: () => page.locator("#log article :is(p, li)").allTextContents(),
    shown: (line) => page.locator("#log").getByText(line, { exact: true }).waitFor(),
    async say(text) {
      await page.getByLabel("Your message").fill(text);
      await page.getByLabel("Your message").press("Enter");
    },
    async gone({ forgotten, heard }) {
      await page.waitForURL(neutral);
      await expect.poll(() => forgotten).toEqual([heard[0]?.key]);
    },
  };
}
