import { describe, expect, it } from "vitest";
import { loadContent } from "../../src/content/index.ts";
import { factOf, type Question } from "../../src/flows/questions.ts";
import { type Golden, goldenTalks, type Played, play } from "../support/golden.ts";

const content = loadContent();
const flat = <T>(lists: readonly (readonly T[] | undefined)[]): readonly T[] =>
  lists.flatMap((list) => list ?? []);

function check({ expected, turn }: Played): void {
  const { messages, after } = turn;
  const asks = messages.map(({ triage }) => triage.asks).filter(Boolean);
  const steps = flat(messages.map(({ triage }) => triage.steps));
  const services = flat(messages.map(({ triage }) => triage.services));
  const text = messages.map((message) => message.text).join("\n");

  expect(messages.length, "says something").toBeGreaterThan(0);
  expect(asks.length, "asks one thing at a time").toBeLessThanOrEqual(1);
  expect(after === undefined, "keeps nothing once they left").toBe(expected.ended);
  if (expected.asks !== undefined) expect(asks[0] ?? null).toBe(expected.asks);
  expect(messages.find(({ triage }) => triage.card)?.triage.card).toBe(expected.card);
  if (expected.steps) expect(steps).toEqual(expected.steps);
  if (expected.has_steps) expect(steps).toEqual(expect.arrayContaining(expected.has_steps));
  for (const step of expected.lacks_steps ?? []) expect(steps).not.toContain(step);
  if (expected.has_services) expect(services).toEqual(expect.arrayContaining(expected.has_services));
  for (const service of expected.lacks_services ?? []) expect(services).not.toContain(service);
  if (expected.first_service) {
    const people = messages.find(({ triage }) => triage.steps?.includes("referrals")) ?? messages.at(-2);
    expect(people?.triage.services?.[0]).toBe(expected.first_service);
  }
  if (expected.facts) expect(after?.facts).toMatchObject(expected.facts);
  for (const fact of expected.unknown ?? []) expect(after?.facts).not.toHaveProperty(fact);
  for (const words of expected.says ?? []) expect(text).toContain(words);
  for (const words of expected.never_says ?? []) expect(text).not.toContain(words);
  if (expected.language) expect(after?.language).toBe(expected.language);
}

function checkWhole(talk: Golden, turns: readonly Played[]): void {
  const asked = turns.flatMap(({ turn }) => turn.messages.flatMap(({ triage }) => triage.asks ?? []));
  const ofFacts = asked.filter((question) => factOf(question as Question) !== undefined);
  if (talk.asks_once) expect(ofFacts, "asks no question twice").toEqual([...new Set(ofFacts)]);
  for (const [place, { turn }] of turns.entries()) {
    const known = turns[place - 1]?.turn.after?.facts ?? {};
    for (const { triage } of turn.messages)
      if (triage.asks && place > 0 && factOf(triage.asks as Question) && talk.asks_once)
        expect(known, `asks nothing that is known (${triage.asks})`).not.toHaveProperty(triage.asks);
  }
}

describe("golden conversations", () => {
  for (const talk of goldenTalks(import.meta.dirname))
    it(`${talk.name} (${talk.file})`, () => {
      const turns = [...play(talk, content)];
      for (const [place, played] of turns.entries()) {
        try {
          check(played);
        } catch (error) {
          if (error instanceof Error)
            error.message = `turn ${place + 1} "${played.expected.you}": ${error.message}`;
          throw error;
        }
      }
      checkWhole(talk, turns);
    });
});
