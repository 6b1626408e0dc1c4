// The first thing every request meets, before restify looks at it. restify 12.0.0 builds a URL from the Host header and
// the request line outside any try: one malformed request from a stranger would end the process (restify#2011).
import type { IncomingMessage, ServerResponse } from "node:http";

const hostForm = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i;

/** Can this request be handed to restify? It needs a plain path and a host that makes a URL. */
export function isWellFormed(request: Pick<IncomingMessage, "url" | "headers">): boolean {
  const target = request.url ?? "";
  const host = request.headers.host ?? "localhost";
  return target.startsWith("/") && hostForm.test(host) && URL.canParse(`http://${host}${target}`);
}

/** For `server.first`: answers what is malformed itself, in constant words, and closes the connection. */
export function refuseMalformed(request: IncomingMessage, response: ServerResponse): boolean {
  if (isWellFormed(request)) return true;
  const body = JSON.stringify({ error: { code: "BadRequest", message: "The request is malformed." } });
  response.statusCode = 400;
  response.setHeader("content-type", "application/json");
  response.setHeader("content-length", Buffer.byteLength(body));
  response.setHeader("connection", "close");
  response.end(body);
  return false;
}
