// Buttons, numbers, labels and declining: the ways of answering that need no rules.
import { describe, expect, it } from "vitest";
import { buildLexicon, understand } from "../../src/content/understand/index.ts";
import { askedOf } from "../../src/content/understand/lines.ts";
import { readVocabulary } from "../../src/content/understand/vocabulary.ts";
import { hear } from "./saying.ts";

describe("a button", () => {
  it("counts for any question, not only the one asked", () =>
    expect(hear("age:13_to_17", "paid").facts).toEqual({ age: "13_to_17" }));
  it("skips", () => expect(hear("age:skip", "age")).toMatchObject({ facts: {}, skipped: "age" }));
  it("chooses where no fact is filled", () =>
    expect(hear("resume:carry_on").choice).toEqual({ question: "resume", option: "carry_on" }));
  it("of the first question says two things", () =>
    expect(hear("role:posted", "role").facts).toEqual({ role: "victim", shared: "posted" }));
  it("that does not exist is only text", () => expect(hear("age:old", "age").facts).toEqual({}));
  it("under 13 is a signal too", () => expect(hear("age:under_13").signals).toEqual(["under_13"]));
});

describe("a number", () => {
  it("takes the option at that place", () => expect(hear("2", "age").facts).toEqual({ age: "13_to_17" }));
  it("is an age where no option stands there", () =>
    expect(hear("13", "age").facts).toEqual({ age: "13_to_17" }));
  it("may be the skip", () => expect(hear("4", "age").skipped).toBe("age"));
  it("means nothing when nothing was asked", () => expect(hear("2").facts).toEqual({}));
});

it("a label counts whatever its case and marks", () => {
  const source = readVocabulary("src/content/languages/en/understand");
  const lexicon = buildLexicon(source, { more: { plan_again: "Show me the plan again" } });
  const reading = understand("show me the plan again!", askedOf("more"), lexicon);
  expect(reading.choice).toEqual({ question: "more", option: "plan_again" });
});

describe("questions that fill no fact, in people's own words", () => {
  it.each([
    ["ending_life", "yeah", "yes"],
    ["ending_life", "sometimes", "yes"],
    ["ending_life", "i dont know", "yes"],
    ["ending_life", "part of me is", "yes"],
    ["ending_life", "no", "no"],
    ["ending_life", "no im not", "no"],
    ["ending_life", "nah never", "no"],
    ["resume", "lets carry on", "carry_on"],
    ["resume", "not yet", "stay"],
    ["next", "how do i report it", "report_platform"],
    ["next", "no thanks thats all", "done"],
    ["contact", "childline", "childline"],
    ["change", "my age", "age"],
  ] as const)("%s: %s is %s", (question, text, option) =>
    expect(hear(text, question).choice).toEqual({ question, option }),
  );
});

it.each(["rather not say", "skip", "pass", "not tellin u that", "prefer not to say"])(
  "%s declines",
  (text) => {
    expect(hear(text, "age")).toMatchObject({ facts: {}, skipped: "age" });
  },
);

it("signals are read in an answer that was understood otherwise", () => {
  const reading = hear("no. i want to die", "paid");
  expect(reading.facts).toMatchObject({ paid: "no", coping: "at_risk" });
  expect(reading.signals).toContain("suicide_explicit");
});

it("says why", () => {
  expect(hear("im 15").reasons).toContainEqual({ found: "age=13_to_17", rule: "age.i_am", words: "im 15" });
});
