// Where replies go and how. Bot Framework's own client would post to any address it is told, follow redirects with our
// token, and post again after a broken connection: the person would read everything twice.
import { setTimeout as sleep } from "node:timers/promises";

const serviceHosts = [
  /^([a-z0-9-]+\.)*botframework\.com$/,
  /^smba\.trafficmanager\.net$/,
  // The clouds of governments.
  /^([a-z0-9-]+\.)*botframework\.azure\.us$/,
  /^smba\.infra\.(gov|dod)\.teams\.microsoft\.us$/,
];
const thisMachine = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** May replies be posted there? Only to Bot Framework, so that nobody can make us post into somebody's network. */
export function mayReplyTo(serviceUrl: string, options: { readonly loopback: boolean }): boolean {
  const url = URL.parse(serviceUrl);
  if (url === null || url.username !== "" || url.password !== "") return false;
  if (options.loopback && thisMachine.test(url.hostname)) return /^https?:$/.test(url.protocol);
  return url.protocol === "https:" && url.port === "" && serviceHosts.some((host) => host.test(url.hostname));
}

/** The channel did not take a reply. */
class NotDelivered extends Error {}

type Outgoing = {
  readonly url: string;
  readonly method: string;
  readonly body?: unknown;
  readonly headers: Record<string, string>;
};

/** Posts one reply. Tries again only where it cannot have arrived: nobody listens there, or they said "too many". */
export async function post({ url, method, body, headers }: Outgoing): Promise<number> {
  for (const pause of [500, 1_000, 2_000, 4_000, undefined]) {
    let answer: Response | undefined;
    try {
      answer = await fetch(url, {
        method,
        headers,
        ...(typeof body === "string" ? { body } : {}),
        redirect: "error",
        signal: AbortSignal.timeout(5_000),
      });
      // What they answer is of no use to us, but unread it would hold the connection.
      await answer.body?.cancel();
    } catch (error) {
      if (pause === undefined || !nobodyListened(error)) throw new NotDelivered("", { cause: error });
    }
    if (answer?.ok) return answer.status;
    if (answer !== undefined && (pause === undefined || answer.status !== 429)) throw new NotDelivered();
    if (pause !== undefined) await sleep(pause);
  }
  throw new NotDelivered();
}

const nobodyListened = (error: unknown): boolean =>
  error instanceof Error &&
  error.cause instanceof Error &&
  "code" in error.cause &&
  error.cause.code === "ECONNREFUSED";

/** How many bubbles of each answer have been delivered, so that a message that comes again gets only the rest. */
export type Delivered = { count(mark: string): number; note(mark: string, count: number): void };

const mostRemembered = 10_000;

/** Remembers in this process, for the last answers. */
export function makeDelivered(): Delivered {
  const counts = new Map<string, number>();
  return {
    count: (mark) => counts.get(mark) ?? 0,
    note(mark, count) {
      counts.delete(mark);
      counts.set(mark, count);
      const oldest = counts.keys().next().value;
      if (counts.size > mostRemembered && oldest !== undefined) counts.delete(oldest);
    },
  };
}
