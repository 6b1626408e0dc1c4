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

describe("a fact that could be one thing or the other", () => {
  it.each([
    ["age", "17 or 18", "age", { asks: "sure_under_18", otherwise: { age: "adult" } }],
    ["age", "fourteen. my brother is 19", "age", { asks: "sure_under_18", otherwise: { age: "adult" } }],
    ["paid", "i sent 50 but it didnt go through", "paid", { asks: "sure_paid", otherwise: { paid: "no" } }],
    [
      "offender",
      "my ex or some stranger idk which",
      "offender",
      { asks: "sure_partner", otherwise: { offender: "stranger" } },
    ],
    [
      "offender",
      "my ex or a mate",
      "offender",
      { asks: "sure_partner", otherwise: { offender: "known_person" } },
    ],
  ] as const)("%s: %s is left open and asked back about", (asked, text, fact, doubt) => {
    const reading = hear(text, asked);
    expect(reading.facts).not.toHaveProperty(fact);
    expect(reading.doubt).toEqual(doubt);
  });

  it("keeps what else was said", () =>
    expect(hear("17 or 18. i already paid him £50", "age")).toMatchObject({
      facts: { paid: "yes" },
      doubt: { asks: "sure_under_18" },
    }));
});

it("lets a doubt stand for its fact where a rule needs company", () =>
  expect(hear("i sent 50 but it didnt go through. a lad from my school", "paid")).toMatchObject({
    facts: { offender: "known_person" },
    doubt: { asks: "sure_paid" },
  }));

describe("what was asked back", () => {
  it.each([
    ["sure_under_18", "yeah", "yes", "en"],
    ["sure_under_18", "i am", "yes", "en"],
    ["sure_under_18", "not yet", "yes", "en"],
    ["sure_under_18", "nah", "no", "en"],
    ["sure_under_18", "no im not", "no", "en"],
    ["sure_paid", "yep", "yes", "en"],
    ["sure_shared", "nope", "no", "en"],
    ["sure_partner", "it is", "yes", "en"],
    ["sure_partner", "no its not my ex", "no", "en"],
    ["sure_known", "yeah from school", "yes", "en"],
    ["sure_known", "it isnt", "no", "en"],
    ["sure_under_18", "ydw", "yes", "cy"],
    ["sure_under_18", "nac ydw", "no", "cy"],
    ["sure_paid", "do", "yes", "cy"],
    ["sure_partner", "nage", "no", "cy"],
    ["sure_partner", "ie", "yes", "cy"],
  ] as const)("%s: %s is %s", (question, text, option, language) =>
    expect(hear(text, question, language)).toMatchObject({ choice: { question, option } }),
  );

  it.each([
    ["sure_under_18", "17", { age: "13_to_17" }],
    ["sure_under_18", "no im 17", { age: "13_to_17" }],
    ["sure_under_18", "18 next week", { age: "13_to_17" }],
    ["sure_under_18", "no im not under 18", { age: "adult" }],
    ["sure_paid", "yes i paid 50", { paid: "yes" }],
    ["sure_shared", "not yet", { shared: "threatened" }],
    ["sure_partner", "no its some stranger", { offender: "stranger" }],
  ] as const)("%s: %s states the fact", (question, text, facts) =>
    expect(hear(text, question).facts).toEqual(facts),
  );

  it.each([
    ["sure_under_18", "not sure"],
    ["sure_under_18", "no id rather not say"],
    ["sure_under_18", "yeah id rather not say"],
    ["sure_under_18", "no idea"],
    ["sure_paid", "idk"],
  ] as const)("%s: %s declines, and is no no", (question, text) => {
    const reading = hear(text, question);
    expect(reading).toMatchObject({ facts: {}, skipped: question });
    expect(reading.choice).toBeUndefined();
  });

  it.each(["17 or 18", "yes 17 or 18", "no thanks", "purple"])("%s is neither yes nor no", (text) =>
    expect(hear(text, "sure_under_18")).not.toHaveProperty("choice"),
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
