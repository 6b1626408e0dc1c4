// Activities nobody has thought of: each gets an answer or a clear refusal, and the server lives on.
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { mountBotFramework } from "../../src/bot/channels/bot-framework.ts";
import { listening, words } from "./house.ts";

let house: Awaited<ReturnType<typeof listening>>;
beforeAll(async () => {
  house = await listening((server, tools) => mountBotFramework(server, tools, { identity: {}, words }));
});
afterAll(() => house.close());

const plausible = {
  type: "message",
  id: "1",
  channelId: "webchat",
  deliveryMode: "expectReplies",
  serviceUrl: "https://smba.trafficmanager.net/uk/",
  conversation: { id: "c" },
  from: { id: "user" },
  recipient: { id: "bot" },
  text: "hi",
  locale: "en-GB",
  value: {},
  attachments: [],
  membersAdded: [{ id: "user" }],
  membersRemoved: [],
  action: "add",
  channelData: {},
};
const types = fc.constantFrom(
  "message",
  "conversationUpdate",
  "installationUpdate",
  "invoke",
  "event",
  "endOfConversation",
);
const field = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: "binary" }),
  fc.constantFrom("__proto__", "constructor", null, [{}], [null], {}),
);

it("never breaks on one", async () => {
  await fc.assert(
    fc.asyncProperty(
      types,
      fc.constantFrom(...Object.keys(plausible)),
      field,
      fc.integer(),
      async (type, name, value, n) => {
        // The mode stays: without it, replies would be posted for real.
        const changed = name === "deliveryMode" ? {} : { [name]: value };
        const body = JSON.stringify({
          ...plausible,
          type,
          id: `${n}`,
          conversation: { id: `${n}` },
          ...changed,
        });
        const response = await fetch(`${house.url}/api/messages`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body,
        });
        expect([200, 400]).toContain(response.status);
        const answer = (await response.json()) as { activities?: unknown; error?: unknown };
        expect(Array.isArray(answer.activities) || typeof answer.error === "object").toBe(true);
      },
    ),
    { numRuns: 500 },
  );
  expect(house.lines.filter((line) => line.includes('"failure"'))).toEqual([]);
});
