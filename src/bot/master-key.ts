// Where the master key comes from: HARBOUR_KEY, or for a store on this machine a file made on the first start.
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigurationError } from "./configuration-error.ts";

/** The master key is 32 bytes, written as base64. Undefined for anything else. */
export function parseMasterKey(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, "base64");
  return bytes.length === 32 && bytes.toString("base64") === text ? new Uint8Array(bytes) : undefined;
}

/** A key for this run only. */
export const passingMasterKey = (): Uint8Array => new Uint8Array(randomBytes(32));

/** Reads the key file of a data folder, or makes it, readable by its owner alone. */
export function keptMasterKey(dataDir: string): Uint8Array {
  const file = join(dataDir, "key");
  if (!existsSync(file)) makeKeyFile(file);
  const key = parseMasterKey(readFileSync(file, "utf8").trim());
  if (key !== undefined) return key;
  throw new ConfigurationError([
    `${file} does not hold a key (32 bytes in base64). Restore it, or delete it: that makes a new key, and what was stored under the old one is lost.`,
  ]);
}

function makeKeyFile(file: string): void {
  try {
    writeFileSync(file, `${Buffer.from(passingMasterKey()).toString("base64")}\n`, {
      mode: 0o600,
      flag: "wx",
      flush: true,
    });
  } catch (error) {
    // Another process was first, and its key is as good.
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
}
