// Whatever is typed: nothing throws, nothing loops, nothing known is lost, nothing typed is kept (protocol section 8, rule 14).
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Conversation, takeTurn } from "../../src/bot/turn.ts";
import { type Channel, channels, loadContent } from "../../src/content/index.ts";
import { questions } from "../../src/flows/questions.ts";

const content = loadContent();
const now = new Date("2026-11-22T02:00:00Z");

const buttons = Object.entries(questions).flatMap(([question, options]) =>
  options.map((option) => `${question}:${option}`),
);
const phrases = [
  "im 15",
  "17 or 18",
  "my ex",
  "i paid him 50",
  "he posted it",
  "skip",
  "go back",
  "actually im 19",
  "is it my fault?",
  "what?",
  "cymraeg",
  "english",
  "i want to die",
  "hes outside my house",
  "my mum",
  "start again",
  "can i talk to someone",
  "my daughter is 12",
  "0",
  "",
  "😭😭",
];
const said = fc.record({
  text: fc.oneof(
    fc.constantFrom(...buttons),
    fc.constantFrom(...phrases),
    fc.string({ maxLength: 200, unit: "binary" }),
  ),
  attachment: fc.boolean(),
});
const channel = fc.constantFrom<Channel[]>(...Object.values(channels));
const language = fc.constantFrom(...content.languages);

describe("any talk", () => {
  it("always ends its turn with something to read and a next step, and forgets only when asked to", () => {
    fc.assert(
      fc.property(
        fc.array(said, { minLength: 1, maxLength: 12 }),
        channel,
        language,
        (messages, on, wished) => {
          let conversation: Conversation | undefined;
          for (const message of messages) {
            const turn = takeTurn(message, conversation, { content, channel: on, now, language: wished });
            expect(turn.messages.length).toBeGreaterThan(0);
            expect(turn.messages.every(({ text }) => text.trim().length > 0)).toBe(true);
            if (turn.after) expect(turn.messages.at(-1)?.triage.asks).toBeDefined();
            if (on.maxCharacters)
              for (const { text } of turn.messages) expect(text.length).toBeLessThanOrEqual(on.maxCharacters);
            conversation = turn.after && (JSON.parse(JSON.stringify(turn.after)) as Conversation);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it("14. keeps nothing that was typed: only ids of facts", () => {
    const canary = fc.string({
      minLength: 12,
      maxLength: 12,
      unit: fc.constantFrom(..."bcdfghjklmnpqrstvwxz"),
    });
    fc.assert(
      fc.property(canary, fc.constantFrom(...phrases), (secret, phrase) => {
        let conversation: Conversation | undefined;
        for (const text of [`${phrase} ${secret}`, secret, `my name is ${secret} and ${phrase}`]) {
          const turn = takeTurn({ text, attachment: false }, conversation, {
            content,
            channel: channels.web,
            now,
          });
          conversation = turn.after;
          expect(JSON.stringify(turn)).not.toContain(secret);
        }
      }),
      { numRuns: 200 },
    );
  });
});
