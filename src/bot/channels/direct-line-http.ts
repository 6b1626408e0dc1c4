// How Direct Line answers over HTTP, and which other sites may talk to us.

import type { Request, Response } from "restify";
import { refuse } from "../refusal.ts";

/** Refused with a status that clients act on: 403 means the token expired, 404 that the conversation ended, nothing else. */
export class Refused extends Error {
  readonly status: 400 | 401 | 403 | 404 | 413 | 415;
  constructor(status: Refused["status"], message?: string) {
    super(message);
    this.status = status;
  }
}

/** Answers with JSON. */
export function answer(response: Response, status: number, body: object) {
  response.send(status, body, { "content-type": "application/json" });
}

/** Answers a refusal, in words we chose. */
export function answerRefusal(response: Response, { status, message }: Refused) {
  if (status === 403)
    answer(response, 403, { error: { code: "TokenExpired", message: "Token has expired" } });
  else refuse(response, status, message || undefined);
}

/** Where this server is reached, for addresses handed to clients. No slash at the end. */
export function baseOf(request: Request, publicUrl: string | undefined): string {
  if (publicUrl !== undefined) return publicUrl;
  const secure = request.headers["x-forwarded-proto"] === "https";
  return `${secure ? "https" : "http"}://${request.headers.host ?? "localhost"}`;
}

/** Is the request from our own page, from a listed site, or from no browser at all? */
export function fromAllowedOrigin(request: Request, allowed: readonly string[], base: string): boolean {
  const { origin, host } = request.headers;
  const site = request.headers["sec-fetch-site"];
  // What browsers say themselves is right even where a proxy in front of us changes the host.
  if (origin === undefined || site === "same-origin") return site !== "cross-site";
  if (allowed.includes(origin)) return true;
  if (!URL.canParse(origin)) return false;
  return (
    (URL.canParse(base) && new URL(base).origin === origin) || new URL(origin).host === host?.toLowerCase()
  );
}

/** Lets a listed site read the answer; every other site's browser keeps it from them. */
export function allowOrigin(request: Request, response: Response, allowed: readonly string[]) {
  const { origin } = request.headers;
  response.setHeader("vary", "origin");
  if (origin === undefined || !allowed.includes(origin)) return;
  response.setHeader("access-control-allow-origin", origin);
  response.setHeader("access-control-allow-methods", "GET, POST, OPTIONS");
  response.setHeader(
    "access-control-allow-headers",
    "authorization, content-type, x-ms-bot-agent, x-requested-with",
  );
  response.setHeader("access-control-max-age", "86400");
  response.setHeader("cross-origin-resource-policy", "cross-origin");
}
