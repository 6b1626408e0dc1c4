// Direct Line's tokens: who may read and write which conversation, and for how long. Nothing is stored to check them.

import { createHash } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";
import { z } from "zod";

/** One made-up person in one conversation. */
export type Grant = { readonly user: string; readonly conversation: string };

/** What opens one WebSocket once: it travels in the address, so it must be worthless afterwards. */
export type StreamGrant = Grant & { readonly ticket: string };

// What clients are told, as Azure tells them. They refresh at half of it.
const toldSeconds = 1800;
// Longer than they are told: a phone that slept in a pocket for an hour must find its conversation again.
const tokenSeconds = 2 * 60 * 60;
const streamSeconds = 60;

const bearerClaims = z.object({ user: z.string(), conv: z.string() });
const streamClaims = bearerClaims.extend({ jti: z.string() });

/** Signs and checks tokens. The secret is for this purpose alone. */
export function directLineTokens(key: Uint8Array, lifetime = { tokenSeconds, streamSeconds }) {
  // Names the key without telling it, for the day there are an old and a new one.
  const kid = createHash("sha256").update("kid").update(key).digest("base64url").slice(0, 8);

  const sign = (claims: Record<string, string>, audience: string, seconds: number) => {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT(claims)
      .setProtectedHeader({ alg: "HS256", typ: "JWT", kid })
      .setAudience(audience)
      .setIssuedAt(now)
      .setExpirationTime(now + seconds)
      .sign(key);
  };

  const verify = async (token: string, audience: string): Promise<unknown> => {
    try {
      const verified = await jwtVerify(token, key, { algorithms: ["HS256"], audience });
      return verified.payload;
    } catch (error) {
      return error instanceof errors.JWTExpired ? "expired" : "invalid";
    }
  };

  return {
    /** Seconds a token is good for at least, as told to clients. */
    seconds: Math.min(toldSeconds, lifetime.tokenSeconds),

    mint: ({ user, conversation }: Grant) =>
      sign({ user, conv: conversation }, "direct-line", lifetime.tokenSeconds),

    mintStream: ({ user, conversation, ticket }: StreamGrant) =>
      sign({ user, conv: conversation, jti: ticket }, "direct-line-stream", lifetime.streamSeconds),

    /** Expired and forged are told apart: only an expired one may be answered 403 (clients act on it). */
    async read(token: string): Promise<Grant | "expired" | "invalid"> {
      const payload = await verify(token, "direct-line");
      if (payload === "expired") return "expired";
      const claims = bearerClaims.safeParse(payload);
      return claims.success ? { user: claims.data.user, conversation: claims.data.conv } : "invalid";
    },

    async readStream(token: string): Promise<StreamGrant | undefined> {
      const claims = streamClaims.safeParse(await verify(token, "direct-line-stream"));
      if (!claims.success) return undefined;
      return { user: claims.data.user, conversation: claims.data.conv, ticket: claims.data.jti };
    },
  };
}

export type DirectLineTokens = ReturnType<typeof directLineTokens>;
