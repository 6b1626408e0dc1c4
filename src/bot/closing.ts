// Stopping without cutting anybody off in the middle of an answer, and stopping at once where going on would be worse.
import type { Server as HttpServer } from "node:http";
import type { Log } from "./log.ts";

type Parts = {
  readonly server: HttpServer;
  /** Resolves when every message that came has been answered. */
  readonly settled: () => Promise<void>;
  /** Ends what would stay open for ever, such as sockets, and waits for answers that are still being sent. */
  readonly hangUp: () => Promise<unknown>;
  readonly closeStore: () => Promise<void>;
  readonly log: Log;
};

const patience = 10_000;

/** On SIGTERM or SIGINT: take nothing new, finish what is being answered, close, exit. A second signal does not wait. */
export function closeOnSignal({ server, settled, hangUp, closeStore, log }: Parts): void {
  let closing = false;
  const stop = async (signal: "SIGTERM" | "SIGINT"): Promise<void> => {
    if (closing) process.exit(1);
    closing = true;
    log.stopping(signal);
    setTimeout(() => process.exit(1), patience).unref();
    const closed = new Promise((resolve) => server.close(resolve));
    await settled();
    await hangUp();
    await closed;
    await closeStore();
    log.stopped();
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

/** Node would print the error that ends a process, message and all. A message may hold a person's words, so we write down the rest. */
export function exitQuietlyOnCrash(log: () => Log): void {
  process.on("uncaughtException", (error) => {
    log().failure("process", error);
    process.exit(1);
  });
  // A promise nobody waits for leaves no answer half given; ending everybody's talk for it would be worse.
  process.on("unhandledRejection", (error) => void log().failure("process", error));
}
