// A vocabulary with a mistake in it is refused, with the name of the field.
import { expect, it } from "vitest";
import type { VocabularySource } from "../../src/content/understand/index.ts";
import { buildLexicon, readVocabulary, vocabularySchema } from "../../src/content/understand/index.ts";

const withRule = (rule: object): VocabularySource =>
  vocabularySchema.parse({ rules: [{ id: "a.b", when: ["x"], ...rule }] });

it.each([
  ["a bracket left open", { when: ["(send|post it"] }, /rules\.a\.b\.when\.0: .*bracket/],
  ["an empty choice", { when: ["(send|) it"] }, /rules\.a\.b\.when\.0: .*empty choice/],
  ["a class nobody has", { when: ["[nobody]"] }, /rules\.a\.b: there is no word class \[nobody\]/],
  ["a pattern that fits anything", { when: [".."] }, /rules\.a\.b\.when\.0: .*anything/],
  ["a bad guard", { unless: ["ok", "(a"] }, /rules\.a\.b\.unless\.1/],
])("%s", (_name, rule, message) => expect(() => buildLexicon(withRule(rule), {})).toThrow(message));

it("two rules of one name", () => {
  const source = vocabularySchema.parse({
    rules: [
      { id: "a.b", when: ["x"] },
      { id: "a.b", when: ["y"] },
    ],
  });
  expect(() => buildLexicon(source, {})).toThrow("a.b");
});

it.each([
  ["a field that is none", { rules: [{ id: "a.b", when: ["x"], wehn: ["y"] }] }],
  ["a signal that is none", { rules: [{ id: "a.b", when: ["x"], signals: ["boredom"] }] }],
  ["a fact that is none", { rules: [{ id: "a.b", when: ["x"], facts: { mood: "low" } }] }],
])("%s does not pass the schema", (_name, source) =>
  expect(vocabularySchema.safeParse(source).success).toBe(false),
);

it.each(["en", "cy"])("the files of %s can be read and built", (language) => {
  const source = readVocabulary(`src/content/languages/${language}/understand`);
  expect(buildLexicon(source, {}).classes.size).toBeGreaterThan(5);
  expect(source.rules.length).toBeGreaterThan(50);
});
