// Seals what is stored: AES-256-GCM, bound to the conversation it belongs to, so that no row can be passed off as another's.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

const keyIdLength = 4;
const nonceLength = 12;
const tagLength = 16;
const headLength = keyIdLength + nonceLength + tagLength;

/** Seals and opens bytes. `open` gives undefined for what another key sealed or somebody changed. */
export type Sealing = {
  readonly seal: (plain: Uint8Array, boundTo: string) => Uint8Array;
  readonly open: (sealed: Uint8Array, boundTo: string) => Uint8Array | undefined;
};

/** Sealing with one key. Each value begins with the key's id, so that a later version can open old values while it seals with a new key. */
export function makeSealing(key: Uint8Array): Sealing {
  const keyId = createHash("sha256").update(key).digest().subarray(0, keyIdLength);
  return {
    seal(plain, boundTo) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(boundTo));
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([keyId, nonce, cipher.getAuthTag(), body]);
    },
    open(sealed, boundTo) {
      const bytes = Buffer.from(sealed);
      if (bytes.length < headLength || !bytes.subarray(0, keyIdLength).equals(keyId)) return undefined;
      const nonce = bytes.subarray(keyIdLength, keyIdLength + nonceLength);
      const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: tagLength })
        .setAAD(Buffer.from(boundTo))
        .setAuthTag(bytes.subarray(headLength - tagLength, headLength));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(headLength)), decipher.final()]);
      } catch {
        return undefined;
      }
    },
  };
}
