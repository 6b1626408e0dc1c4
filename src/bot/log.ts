// The log. There is no way to log a sentence: only these events, and their fields hold numbers, words we chose, and the
// names of errors. What a person wrote and who they are cannot get in, not even when something breaks.
import { randomUUID } from "node:crypto";
import { pino } from "pino";
import { prettyFactory } from "pino-pretty";
import type { Channel } from "../content/channel.ts";
import { causeOf } from "./cause.ts";

/** How a turn ended: answered, the same answer again, state wiped, or the fail-safe message. */
export type Outcome = "answered" | "again" | "left" | "failed";

/** One message answered. Nothing in it tells one person from another. */
type TurnEvent = {
  readonly channel: Channel["privacy"];
  readonly outcome: Outcome;
  readonly asks: number;
  readonly steps: number;
  readonly ms: number;
};

/** Where something broke. */
export type Where = "turn" | "store" | "record" | "send" | "auth" | "http" | "stream" | "process" | "start";

/** Why a request was turned away: no valid signature, a reply address that is not Bot Framework's, or not an activity. */
type Refused = "signature" | "service_url" | "activity";

/** What is on, for the line at the start. */
export type StartedEvent = {
  readonly page: boolean;
  readonly directLine: boolean;
  readonly botFramework: "off" | "open" | "required";
  readonly store: "sqlite" | "memory";
  readonly metrics: boolean;
  readonly languages: readonly string[];
  readonly port: number;
};

export type Log = {
  turn(event: TurnEvent): void;
  /** Writes down that something broke, and gives the id under which it is written. */
  failure(where: Where, error: unknown): string;
  /** A request was turned away before it became a turn. Operators look here when a channel falls silent. */
  refused(why: Refused): void;
  started(event: StartedEvent): void;
  /** Conversations deleted because nobody came back to them. */
  swept(conversations: number): void;
  stopping(signal: "SIGTERM" | "SIGINT"): void;
  stopped(): void;
};

export type LogLevel = "error" | "warn" | "info" | "debug" | "silent";

/** For libraries that want a logger: says nothing. */
export const silent = pino({ level: "silent" });

/** The log of one process: JSON lines, or lines for people on a terminal. */
export function makeLog(level: LogLevel, out: { write(line: string): unknown; isTTY?: boolean }): Log {
  const people = out.isTTY === true;
  const format = prettyFactory({ singleLine: true, translateTime: "SYS:HH:MM:ss", messageKey: "event" });
  const lines = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      ...(people ? {} : { formatters: { level: (label: string) => ({ level: label }) } }),
    },
    { write: (line) => void out.write(people ? format(JSON.parse(line)) : line) },
  );
  return {
    turn: (event) => lines.info({ event: "turn", ...event, ms: Math.round(event.ms) }),
    failure(where, error) {
      const id = randomUUID();
      lines.error({ event: "failure", id, where, ...causeOf(error) });
      return id;
    },
    refused: (why) => lines.warn({ event: "refused", why }),
    started: (event) => lines.info({ event: "started", ...event }),
    swept: (conversations) => lines.debug({ event: "swept", conversations }),
    stopping: (signal) => lines.info({ event: "stopping", signal }),
    stopped: () => lines.info({ event: "stopped" }),
  };
}
