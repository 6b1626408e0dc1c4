import type { Server } from "restify";
import { refuse } from "../refusal.ts";

/** Answers /api/messages where there are no credentials: says so, and what to do. */
export function mountBotFrameworkOff(server: Server): void {
  server.post("/api/messages", async (_request, response) => {
    refuse(
      response,
      503,
      "Bot Framework is off here. Set MicrosoftAppId and MicrosoftAppPassword, or to try it on this machine, BOT_AUTH=none.",
    );
  });
}
