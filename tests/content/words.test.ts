// Every sentence somebody may read: short, easy, kind, and without a number that is not in the directory.
import { describe, expect, it } from "vitest";
import { mostWords, wordCount } from "../../src/content/fit.ts";
import { loadContent } from "../../src/content/index.ts";
import { fill, placeholdersIn } from "../../src/content/placeholders.ts";
import { textsOf } from "../../src/content/words.ts";
import { readingGrade } from "../support/reading.ts";

const content = loadContent();
const now = new Date("2026-11-24T12:00:00Z");

/** The texts people read, as they stand in the files. */
function texts(language: string): readonly (readonly [path: string, text: string])[] {
  const words = content.words[language];
  if (!words) throw new Error(`no words in ${language}`);
  const { sayings, cards, questions, plan, people } = words;
  const answers = Object.entries(words.answers.answers).map(([id, { title, answer }]) => [
    id,
    { title, answer },
  ]);
  return [...textsOf({ sayings, cards, questions, plan, answers: Object.fromEntries(answers), people })];
}

/** Those that are read as sentences, with their numbers filled in. */
function sentences(language: string): readonly (readonly [path: string, text: string])[] {
  const listener = {
    language,
    person: {},
    now,
    directory: content.directory,
    webChat: "https://chat.example",
  };
  const nations = content.words[language]?.people.nation;
  if (!nations) throw new Error(`no nations in ${language}`);
  return texts(language)
    .filter(([path]) => !path.startsWith("people."))
    .map(([path, text]) => [
      path,
      placeholdersIn(text).reduce(
        (said, name) => said.replace(`{{${name}}}`, fill(name, listener, nations)?.value ?? ""),
        text,
      ),
    ]);
}

const isLabel = (path: string) =>
  path.includes(".options.") ||
  path === "questions.skip" ||
  path.startsWith("plan.sections") ||
  path.endsWith(".title");

describe.each(content.languages)("words in %s", (language) => {
  const all = sentences(language);
  const bubbles = all.filter(([path]) => !isLabel(path));

  it("are many", () => expect(bubbles.length).toBeGreaterThan(150));

  it.each(bubbles)(`%s is at most ${mostWords} words`, (_path, text) =>
    expect(wordCount(text), text).toBeLessThanOrEqual(mostWords),
  );

  it("hold no number, link or address of their own", () => {
    // 48 hours is the law's; 13, 17, 18 are ages; 0 and 55 and 159's kin come from the channel and the phone network.
    const allowed = /\b(13|17|18s?|19s?|48|55|0)\b/g;
    for (const [path, text] of texts(language)) {
      const own = text.replace(/\{\{[^}]*\}\}/g, "").replace(allowed, "");
      expect(own, path).not.toMatch(/\d|https?:|www\.|@/);
    }
  });

  it("never blame, never promise, never ask why", () => {
    for (const [path, text] of all)
      expect(text.toLowerCase(), path).not.toMatch(
        /why did you|why didn't you|you should have|you shouldn't have|commit suicide|we promise|i promise|guarantee|will be removed|will be taken down|get your money back\b(?! for a fee)|your fault that/,
      );
  });

  it("label the buttons of a question differently, and shortly", () => {
    for (const [question, words] of Object.entries(content.words[language]?.questions ?? {})) {
      if (typeof words === "string") continue;
      const labels = Object.values(words.options as Record<string, Record<string, string>>).map(
        (label) => label.default,
      );
      expect(new Set(labels).size, question).toBe(labels.length);
      for (const label of labels) expect(label?.length, label).toBeLessThanOrEqual(32);
    }
  });
});

describe("every other language", () => {
  const keysOf = (language: string) => texts(language).map(([path]) => path);
  const others = content.languages.filter((language) => language !== "en");

  it.each(others)("%s says everything English says, to everybody English says it to", (language) => {
    expect(keysOf(language).sort()).toEqual(keysOf("en").sort());
  });

  it.each(others)("%s names the same services in the same places", (language) => {
    const english = new Map(texts("en"));
    for (const [path, text] of texts(language))
      expect([...placeholdersIn(text)].sort(), path).toEqual(
        [...placeholdersIn(english.get(path) ?? "")].sort(),
      );
  });

  it.each(others)("%s has its own words for every service and platform", (language) => {
    const missing = Object.values(content.directory.services).flatMap((service) =>
      (["about", "next", "warning"] as const)
        .filter((field) => service[field] && !service[field][language])
        .map((field) => `${service.id}.${field}`),
    );
    expect(missing).toEqual([]);
  });
});

describe("English", () => {
  const bubbles = sentences("en").filter(([path]) => !isLabel(path));

  it.each(bubbles)("%s reads at grade 8 or below", (_path, text) =>
    expect(readingGrade(text), text).toBeLessThanOrEqual(8),
  );

  it("reads at grade 6 or below on the whole", () => {
    const grades = bubbles.map(([, text]) => readingGrade(text));
    expect(grades.reduce((sum, grade) => sum + grade, 0) / grades.length).toBeLessThanOrEqual(6);
  });
});
