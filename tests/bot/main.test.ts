// The whole program as `npm start` runs it, with the real words.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const main = join(import.meta.dirname, "../../src/bot/main.ts");
let folder = "";
let running: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "harbour-"));
});
afterEach(() => {
  for (const one of running) one.kill("SIGKILL");
  running = [];
  rmSync(folder, { recursive: true, force: true });
});

type Line = { event: string; port: number } & Record<string, unknown>;

/** Starts the program with nothing from this process's environment but where things are. */
function run(variables: Record<string, string> = {}) {
  const env = { PATH: process.env.PATH ?? "", PORT: "0", DATA_DIR: join(folder, "data"), ...variables };
  const child = spawn(process.execPath, [main], { env, cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  running.push(child);
  const printed = { out: "", err: "" };
  child.stdout.on("data", (chunk) => {
    printed.out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    printed.err += chunk;
  });
  const exited = once(child, "close").then(([code]) => code as number | null);
  return { child, printed, exited };
}

async function start(variables: Record<string, string> = {}) {
  const program = run(variables);
  const lines = (): Line[] =>
    program.printed.out
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  const settled = (): string => (program.child.exitCode === null ? "" : `exited: ${program.printed.err}`);
  await expect
    .poll(() => settled() || (program.printed.out.includes('"started"') && "started"), { timeout: 15_000 })
    .not.toBe(false);
  expect(settled()).toBe("");
  const started = lines().find(({ event }) => event === "started");
  return { ...program, lines, started, url: `http://127.0.0.1:${started?.port}` };
}

async function say(url: string, text: string, fields: object = {}) {
  const body = {
    type: "message",
    channelId: "webchat",
    deliveryMode: "expectReplies",
    text,
    conversation: { id: "secret-conversation" },
    from: { id: "secret-person" },
    ...fields,
  };
  const response = await fetch(`${url}/api/messages`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  const { activities } = (await response.json()) as {
    activities: { text: string; channelData: { triage: { asks?: string } } }[];
  };
  return {
    text: activities.map((one) => one.text).join("\n"),
    asks: activities.map(({ channelData }) => channelData.triage.asks).filter(Boolean),
  };
}

describe("started with nothing set", () => {
  it("serves what it says it serves, and stops when told to", async () => {
    const { url, started, printed, lines, child, exited } = await start();
    expect(started).toMatchObject({
      page: true,
      directLine: true,
      botFramework: "off",
      store: "sqlite",
      metrics: false,
      languages: expect.arrayContaining(["en"]),
    });
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect((await fetch(url)).headers.get("content-type")).toContain("text/html");
    expect((await fetch(`${url}/v3/directline/tokens/generate`, { method: "POST" })).status).toBe(200);
    expect((await fetch(`${url}/api/messages`, { method: "POST" })).status).toBe(503);
    expect(readdirSync(join(folder, "data"))).toEqual(
      expect.arrayContaining(["conversations.sqlite", "key"]),
    );
    child.kill("SIGTERM");
    expect(await exited).toBe(0);
    expect(lines().at(-1)?.event).toBe("stopped");
    expect(printed.err).toBe("");
  });
});

describe("answering at /api/messages", () => {
  it("understands the first words, and goes on where it stood after it was killed", async () => {
    const first = await start({ BOT_AUTH: "none" });
    const words = "im 15 and a girl off snap is saying shes gonna send my nudes to everyone unless i pay 200";
    const opening = await say(first.url, words, { id: "m1" });
    expect(opening.asks).toHaveLength(1);
    first.child.kill("SIGKILL");
    await first.exited;

    const second = await start({ BOT_AUTH: "none" });
    expect(await say(second.url, words, { id: "m1" })).toEqual(opening);
    const next = await say(second.url, "i want to die", { id: "m2" });
    expect(next.text).toContain("999");

    const files = readdirSync(join(folder, "data")).map((name) => readFileSync(join(folder, "data", name)));
    for (const trace of ["girl off snap", "secret-conversation", "secret-person", "13_to_17"]) {
      expect(Buffer.concat(files).includes(trace)).toBe(false);
      expect(first.printed.out + first.printed.err + second.printed.out + second.printed.err).not.toContain(
        trace,
      );
    }
  });

  it("keeps nothing on disk with STORE=memory", async () => {
    const { url } = await start({ BOT_AUTH: "none", STORE: "memory" });
    await say(url, "hello");
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("does not start, and says in a line why,", () => {
  const refused = async (variables: Record<string, string>): Promise<string> => {
    const { printed, exited } = run(variables);
    expect(await exited).toBe(1);
    expect(printed.out).toBe("");
    return printed.err;
  };

  it("where a variable is wrong", async () => {
    expect(await refused({ STORE: "redis", PORT: "x" })).toBe(
      "Harbour cannot start: PORT must be a whole number, such as 3978.\n" +
        "Harbour cannot start: STORE redis is not available in this version; use sqlite or memory.\n",
    );
  });

  it("where the data folder cannot be used", async () => {
    writeFileSync(join(folder, "file"), "");
    expect(await refused({ DATA_DIR: join(folder, "file") })).toMatch(
      /^Harbour cannot start: DATA_DIR .*file cannot be used .*\n$/,
    );
  });

  it("where the database is no database", async () => {
    writeFileSync(join(folder, "conversations.sqlite"), "x".repeat(10_000));
    expect(await refused({ DATA_DIR: folder })).toMatch(
      /^Harbour cannot start: DATA_DIR .* cannot be used .*\n$/,
    );
  });

  it("where somebody listens already", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    expect(await refused({ PORT: String(port) })).toMatch(
      /^Harbour cannot start: HOST 127\.0\.0\.1, PORT \d+ cannot be listened on .*EADDRINUSE.*\n$/,
    );
    other.close();
  });
});
