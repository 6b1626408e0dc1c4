// Run before the tests: the browser tests need a Chromium. Takes the system's; as root on Debian installs one.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { findChromium } from "./browser.ts";

if (findChromium() === undefined) {
  const debian = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (debian) {
    process.stdout.write("Installing Chromium for the browser tests (apt-get install chromium) ...\n");
    run("apt-get", ["update", "-qq"]);
    run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"]);
  }
  if (findChromium() === undefined) {
    process.stderr.write(
      "The browser tests need Chromium. Install it (Debian and Ubuntu: sudo apt-get install chromium), or set CHROMIUM to where one is.\n",
    );
    process.exit(1);
  }
}

function run(command: string, args: string[]): void {
  spawnSync(command, args, { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
}
