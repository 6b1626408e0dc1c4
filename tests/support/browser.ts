// Chromium for tests: where it is, how it is started here, and the page's words.

import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import type { PageContent } from "../../src/bot/page/mount.ts";
import { loadContent } from "../../src/content/index.ts";

const places = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The browser on this machine, if there is one. `CHROMIUM` names another. */
export function findChromium(): string | undefined {
  return places.find((place) => place !== undefined && existsSync(place));
}

/** Starts it without a window, and without its own talk to the network. */
export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error("no Chromium: npm test looks for one before it starts");
  const quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
  const more = ["--disable-component-update", "--disable-sync"];
  return chromium.launch({ executablePath, chromiumSandbox: false, args: [...quiet, ...more] });
}

/** The page's words, as the program fills them. */
export const pageWords: PageContent = loadContent();
