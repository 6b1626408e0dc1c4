import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ConfigurationError } from "../../src/bot/configuration-error.ts";
import { deriveKeys } from "../../src/bot/keys.ts";
import { keptMasterKey, parseMasterKey } from "../../src/bot/master-key.ts";
import { makeSealing } from "../../src/bot/sealing.ts";

const master = new Uint8Array(32).fill(1);
const keys = deriveKeys(master);

describe("the key of a conversation", () => {
  it("is the same for the same conversation, and says nothing of it", () => {
    const key = keys.conversationKey("sms", "+447700900123");
    expect(keys.conversationKey("sms", "+447700900123")).toBe(key);
    expect(key).toMatch(/^[\w-]{43}$/);
  });

  it("differs by channel, by conversation and by installation", () => {
    const made = [
      keys.conversationKey("sms", "1"),
      keys.conversationKey("sms", "2"),
      keys.conversationKey("teams", "1"),
      keys.conversationKey("sm", "s1"),
      deriveKeys(new Uint8Array(32).fill(2)).conversationKey("sms", "1"),
    ];
    expect(new Set(made).size).toBe(made.length);
  });
});

it("gives every purpose its own secret", () => {
  expect(keys.secretFor("a")).toHaveLength(32);
  expect(keys.secretFor("a")).toEqual(keys.secretFor("a"));
  expect(keys.secretFor("a")).not.toEqual(keys.secretFor("b"));
});

describe("sealing", () => {
  const sealing = makeSealing(keys.secretFor("sealing"));
  const plain = new TextEncoder().encode("what they said");

  it("gives back what was sealed, and shows none of it", () => {
    const sealed = sealing.seal(plain, "k");
    expect(Buffer.from(sealed).includes("said")).toBe(false);
    expect(Buffer.from(sealing.open(sealed, "k") ?? "").toString()).toBe("what they said");
    expect(sealing.seal(plain, "k")).not.toEqual(sealed);
  });

  it("opens nothing that was changed in any byte, cut, moved to another conversation or sealed with another key", () => {
    const sealed = sealing.seal(plain, "k");
    for (let index = 0; index < sealed.length; index++) {
      const changed = Uint8Array.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(sealing.open(changed, "k")).toBeUndefined();
    }
    for (const length of [0, 3, 20, 31, sealed.length - 1])
      expect(sealing.open(sealed.subarray(0, length), "k")).toBeUndefined();
    expect(sealing.open(sealed, "other")).toBeUndefined();
    expect(makeSealing(keys.secretFor("other")).open(sealed, "k")).toBeUndefined();
  });
});

describe("the master key", () => {
  it("is made on the first start, for its owner alone, and kept", () => {
    const folder = mkdtempSync(join(tmpdir(), "harbour-"));
    const made = keptMasterKey(folder);
    expect(made).toHaveLength(32);
    expect(keptMasterKey(folder)).toEqual(made);
    expect(statSync(join(folder, "key")).mode & 0o777).toBe(0o600);
    writeFileSync(join(folder, "key"), "damaged");
    expect(() => keptMasterKey(folder)).toThrow(ConfigurationError);
    rmSync(folder, { recursive: true });
  });

  it.each([
    "",
    "abc",
    Buffer.alloc(31).toString("base64"),
    Buffer.alloc(33).toString("base64"),
    "é".repeat(32),
  ])("is 32 bytes in base64, not %j", (text) => expect(parseMasterKey(text)).toBeUndefined());
});
