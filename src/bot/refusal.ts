// How the server says no: constant words. An error's own message may hold what a person wrote, so it never leaves.
import type { Response } from "restify";

const refusals = {
  400: ["BadArgument", "The request is not what this address expects."],
  401: ["Unauthorized", "The request is not authorised."],
  404: ["NotFound", "There is nothing at this address."],
  405: ["MethodNotAllowed", "This address does not answer that method."],
  406: ["NotAcceptable", "This address answers in JSON."],
  413: ["MessageSizeTooBig", "The request is too large."],
  415: ["UnsupportedMediaType", "Send JSON, uncompressed, as application/json."],
  500: ["ServiceError", "Something went wrong here. In danger now? Call 999."],
  502: ["BadGateway", "The reply could not be delivered to the channel."],
  503: ["ServiceUnavailable", "This address is not available at the moment."],
} as const satisfies Record<number, readonly [code: string, message: string]>;

type Status = keyof typeof refusals;

/** Refuses a request: `{ error: { code, message } }`, the form Direct Line clients know. */
export function refuse(response: Response, status: Status, message: string = refusals[status][1]): void {
  if (response.headersSent) return;
  response.send(
    status,
    { error: { code: refusals[status][0], message } },
    { "content-type": "application/json" },
  );
}

/** The status to refuse with when something threw: its own if we know it, else 500. */
export function statusOf(error: unknown): Status {
  const status = error instanceof Error && "statusCode" in error ? error.statusCode : undefined;
  return typeof status === "number" && Object.hasOwn(refusals, status) ? (status as Status) : 500;
}
