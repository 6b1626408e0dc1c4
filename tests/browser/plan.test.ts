// The whole line: `npm start`'s own server, the page in Chromium, and a frightened person who gets a plan.

import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchChromium } from "../support/browser.ts";

let harbour: ChildProcess;
let base: string;
let browser: Browser;

beforeAll(async () => {
  harbour = spawn(process.execPath, ["src/bot/main.ts"], {
    env: { PATH: process.env.PATH, PORT: "0", STORE: "memory", BOT_AUTH: "none" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  base = await new Promise((resolve, reject) => {
    harbour.once("exit", (code) => reject(new Error(`npm start ended with code ${code}`)));
    createInterface({ input: harbour.stdout as NodeJS.ReadableStream }).on("line", (line) => {
      const { event, port } = JSON.parse(line) as { event?: string; port?: number };
      if (event === "started") resolve(`http://127.0.0.1:${port}`);
    });
  });
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  harbour.removeAllListeners("exit");
  harbour.kill("SIGTERM");
});

type Triage = { asks?: string; steps?: string[]; services?: string[]; card?: string };

/** A new person's page, and what the bot's messages carried. */
async function arrive() {
  const page = await (await browser.newContext()).newPage();
  const carried: Triage[] = [];
  page.on("websocket", (socket) =>
    socket.on("framereceived", ({ payload }) => {
      if (payload.length === 0) return;
      const { activities } = JSON.parse(String(payload)) as {
        activities: { channelData?: { triage?: Triage } }[];
      };
      carried.push(...activities.flatMap(({ channelData }) => channelData?.triage ?? []));
    }),
  );
  await page.goto(base);
  await page.locator("#choices button").first().waitFor();
  return {
    page,
    asks: () => carried.flatMap(({ asks }) => asks ?? []),
    steps: () => carried.flatMap(({ steps }) => steps ?? []),
    services: () => carried.flatMap(({ services }) => services ?? []),
  };
}

async function say(page: Page, text: string) {
  const before = await page.locator("#log .bot").count();
  await page.getByLabel("Your message").fill(text);
  await page.getByRole("button", { name: "Send" }).click();
  await expect.poll(() => page.locator("#log .bot").count()).toBeGreaterThan(before);
}

/** Taps the button that says this. */
async function tap(page: Page, label: string | RegExp) {
  const before = await page.locator("#log .bot").count();
  await page.locator("#choices").getByRole("button", { name: label }).first().click();
  await expect.poll(() => page.locator("#log .bot").count()).toBeGreaterThan(before);
}

it("gives a 15-year-old a plan from one message and a few taps", async () => {
  const { page, asks, steps, services } = await arrive();
  await say(
    page,
    "im 15 and a girl off snap is saying shes gonna send my nudes to everyone unless i pay 200",
  );
  expect(await page.locator("#log").textContent()).toMatch(/don't have to pay/);
  for (let taps = 0; taps < 6 && !steps().includes("dont_pay"); taps++) await tap(page, /.*/);
  expect(asks()).not.toContain("age");
  expect(steps()).toEqual(
    expect.arrayContaining(["dont_pay", "child_image_rule", "ceop", "trusted_adult", "report_remove"]),
  );
  expect(services()).toContain("childline");
  expect(await page.getByRole("link", { name: "0800 1111" }).count()).toBeGreaterThan(0);
});

it("answers a suicidal message at once with people to reach", async () => {
  const { page, services } = await arrive();
  await say(page, "i want to die");
  expect(services().length).toBeGreaterThan(0);
  expect(await page.locator("#log a[href='tel:999']").count()).toBeGreaterThan(0);
});

it("wipes the talk when Exit is pressed", async () => {
  const { page } = await arrive();
  await page.context().route("https://www.bbc.co.uk/**", (route) => route.fulfill({ body: "Sunny." }));
  await say(page, "someone has my pictures");
  await page.getByRole("link", { name: "Exit" }).click();
  await page.waitForURL("https://www.bbc.co.uk/weather");
  await page.goto(base);
  await page.locator("#choices button").first().waitFor();
  expect(await page.locator("#log").textContent()).not.toContain("someone has my pictures");
});

it("takes the talk off the screen when the person says exit", async () => {
  const { page } = await arrive();
  await say(page, "someone has my pictures");
  await page.locator("#message").fill("exit");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Start a new chat" }).waitFor({ timeout: 2000 });
  expect(await page.locator("#log").textContent()).not.toContain("someone has my pictures");
});
