import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { memoryStore } from "../../src/bot/store/memory.ts";
import { sqliteStore } from "../../src/bot/store/sqlite.ts";
import type { Keeping, Store } from "../../src/bot/store/store.ts";

let folder = "";
let time = new Date("2026-11-21T10:00:30Z");
const keeping: Keeping = { idleMinutes: 120, now: () => time };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (kept: { sealed: Uint8Array } | undefined): string | undefined =>
  kept && new TextDecoder().decode(kept.sealed);
const later = (minutes: number): void => {
  time = new Date(time.getTime() + minutes * 60_000);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "harbour-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const makers: [name: string, make: () => Store][] = [
  ["memory", () => memoryStore(keeping)],
  ["sqlite", () => sqliteStore(folder, keeping)],
];

describe.each(makers)("the %s store", (_name, make) => {
  let store: Store;
  beforeEach(() => {
    store = make();
  });
  afterEach(() => store.close());
  const versionOf = async (key: string) => (await store.load(key))?.version;

  it("has nothing under a key never written", async () => {
    expect(await store.load("a")).toBeUndefined();
  });

  it("gives back the bytes that were written, each key its own", async () => {
    expect(await store.save("a", bytes("one"), undefined)).toBe(true);
    expect(await store.save("b", bytes("two"), undefined)).toBe(true);
    expect(textOf(await store.load("a"))).toBe("one");
    expect(textOf(await store.load("b"))).toBe("two");
  });

  it("writes over what was loaded", async () => {
    await store.save("a", bytes("one"), undefined);
    expect(await store.save("a", bytes("two"), await versionOf("a"))).toBe(true);
    expect(textOf(await store.load("a"))).toBe("two");
  });

  it("does not write over what somebody else wrote", async () => {
    await store.save("a", bytes("one"), undefined);
    const version = await versionOf("a");
    await store.save("a", bytes("theirs"), version);
    expect(await store.save("a", bytes("mine"), version)).toBe(false);
    expect(await store.save("a", bytes("mine"), undefined)).toBe(false);
    expect(textOf(await store.load("a"))).toBe("theirs");
  });

  it("does not bring back what was forgotten, not even if it was begun anew", async () => {
    await store.save("a", bytes("one"), undefined);
    const version = await versionOf("a");
    await store.forget("a");
    expect(await store.load("a")).toBeUndefined();
    expect(await store.save("a", bytes("back"), version)).toBe(false);
    await store.save("a", bytes("new"), undefined);
    expect(await store.save("a", bytes("back"), version)).toBe(false);
    expect(textOf(await store.load("a"))).toBe("new");
  });

  it("forgets what is not there", async () => {
    await expect(store.forget("a")).resolves.toBeUndefined();
  });

  it("lets go of what has been idle too long, and only of that", async () => {
    await store.save("a", bytes("one"), undefined);
    const version = await versionOf("a");
    later(60);
    await store.save("b", bytes("two"), undefined);
    later(59);
    expect(textOf(await store.load("a"))).toBe("one");
    later(1);
    expect(await store.load("a")).toBeUndefined();
    expect(await store.save("a", bytes("late"), version)).toBe(false);
    expect(await store.sweep()).toBe(1);
    expect(await store.sweep()).toBe(0);
    expect(textOf(await store.load("b"))).toBe("two");
  });

  it("begins anew where an idle one was not swept yet", async () => {
    await store.save("a", bytes("one"), undefined);
    later(121);
    expect(await store.save("a", bytes("two"), undefined)).toBe(true);
    expect(textOf(await store.load("a"))).toBe("two");
  });

  it("lets one of two writers win", async () => {
    const wrote = await Promise.all(["x", "y", "z"].map((text) => store.save("a", bytes(text), undefined)));
    expect(wrote.filter(Boolean)).toHaveLength(1);
  });
});

describe("the sqlite store's files", () => {
  const files = () => readdirSync(folder).map((name) => join(folder, name));
  const anywhere = (text: string) => files().some((file) => readFileSync(file).includes(text));

  it("are for their owner alone", async () => {
    const store = sqliteStore(folder, keeping);
    await store.save("a", bytes("one"), undefined);
    for (const file of files()) expect(statSync(file).mode & 0o077).toBe(0);
    await store.close();
  });

  it("hold nothing of what was forgotten or swept", async () => {
    const store = sqliteStore(folder, keeping);
    for (const key of ["forgotten-key", "idle-key"]) await store.save(key, bytes(`${key}-value`), undefined);
    expect(anywhere("forgotten-key-value") && anywhere("idle-key-value")).toBe(true);
    await store.forget("forgotten-key");
    expect(anywhere("forgotten-key")).toBe(false);
    later(121);
    await store.sweep();
    expect(anywhere("idle-key")).toBe(false);
    await store.close();
  });

  it("are shared by two processes' stores, and one wins", async () => {
    const [one, two] = [sqliteStore(folder, keeping), sqliteStore(folder, keeping)];
    await one.save("a", bytes("one"), undefined);
    const version = (await two.load("a"))?.version;
    expect(await two.save("a", bytes("two"), version)).toBe(true);
    expect(await one.save("a", bytes("three"), version)).toBe(false);
    expect(textOf(await one.load("a"))).toBe("two");
    await one.close();
    await two.close();
  });

  it("survive a kill in the middle of writing, with all that was acknowledged", async () => {
    const writer = fork(join(import.meta.dirname, "sqlite-writer.ts"), [folder], {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    let acknowledged = 0;
    writer.on("message", (count) => {
      acknowledged = Number(count);
      if (acknowledged === 200) writer.kill("SIGKILL");
    });
    await once(writer, "exit");
    const store = sqliteStore(folder, { idleMinutes: 120, now: () => new Date() });
    expect(Number(textOf(await store.load("k")))).toBeGreaterThanOrEqual(acknowledged);
    expect(acknowledged).toBeGreaterThanOrEqual(200);
    await store.close();
  });
});
