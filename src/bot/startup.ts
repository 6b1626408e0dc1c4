// What the server says when it has started: on a terminal a few lines for people, otherwise one line of JSON.
import type { Config } from "./config.ts";
import type { StartedEvent } from "./log.ts";

/** What is on and what is off, for people. */
export function startupLines(config: Config, started: StartedEvent): string[] {
  const host = config.host.includes(":") ? `[${config.host}]` : config.host;
  const address = `http://${host}:${started.port}`;
  const outside = config.publicUrl === undefined ? "" : ` (outside: ${config.publicUrl})`;
  const access = {
    off: "off: no MicrosoftAppId",
    open: "on, without authentication: for trying out on this machine",
    required: "on, for Bot Framework with its signature",
  }[started.botFramework];
  const kept = `sealed, deleted after ${config.idleMinutes} idle minutes`;
  return [
    "Harbour is ready.",
    `  Chat page      ${started.page ? `${address}/${outside}` : "off"}`,
    `  Direct Line    ${started.directLine ? `${address}/v3/directline` : "off"}`,
    `  /api/messages  ${access}`,
    `  Store          ${started.store === "sqlite" ? `SQLite in ${config.dataDir}, ${kept}` : `this process's memory, ${kept}`}`,
    `  Metrics        ${started.metrics ? "on" : "off"}`,
    `  Languages      ${started.languages.join(", ")}`,
  ];
}
