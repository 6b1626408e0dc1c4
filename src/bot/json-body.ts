// Reads a JSON body. Not restify's bodyParser: that one writes uploaded files to disk, does not bound what gzip unpacks to,
// and lets a broken gzip stream end the process.
import type { IncomingMessage } from "node:http";

/** The largest JSON body any address accepts. */
const largestBody = 256 * 1024;

// What is too large is still read to the end, so that the sender gets to see the answer; up to this, then it is cut off.
const mostPatience = 4 * 1024 * 1024;

/** A body, or the status to refuse it with. */
type JsonBody = { readonly value: unknown } | { readonly refused: 400 | 413 | 415 };

/** Reads a request's JSON body, within a limit and without ever throwing. */
export async function readJson(request: IncomingMessage, limit: number = largestBody): Promise<JsonBody> {
  const type = request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type !== "application/json" && !/^application\/[\w.-]+\+json$/.test(type)) return { refused: 415 };
  if ((request.headers["content-encoding"] ?? "identity") !== "identity") return { refused: 415 };
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      size += chunk.length;
      if (size > mostPatience) break;
      if (size <= limit) chunks.push(chunk);
    }
    if (size > limit) return { refused: 413 };
    return { value: JSON.parse(Buffer.concat(chunks).toString("utf8")) };
  } catch {
    return { refused: 400 };
  }
}
