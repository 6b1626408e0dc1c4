// The trained ear: raises a gentle question, says why, and never more than that.
import { describe, expect, it } from "vitest";
import { buildLexicon, understand } from "../../src/content/understand/index.ts";
import { features, lean } from "../../src/content/understand/leaning.ts";
import { readVocabulary, vocabularySchema } from "../../src/content/understand/vocabulary.ts";

const leaning = { bias: -1, threshold: 0.5, weights: { grey: 40, "all grey": 41, cheerful: -99 } };
const lexicon = buildLexicon(vocabularySchema.parse({ leaning }), {});
const hear = (text: string) => understand(text, undefined, lexicon);

it("takes words, pairs, threes and pieces of words", () =>
  expect([...features(["all", "greyish", "now"]).keys()]).toEqual([
    "all",
    "all greyish",
    "all greyish now",
    "greyish",
    "greyish now",
    "~grey",
    "~reyi",
    "~eyis",
    "~yish",
    "now",
  ]));

describe("over the threshold", () => {
  it("is a possible sign, never an explicit one", () =>
    expect(hear("it is all grey").signals).toEqual(["suicide_possible"]));
  it("names the strongest features", () =>
    expect(hear("it is all grey").reasons).toEqual([
      { found: "signal suicide_possible", rule: "despair.leaning", words: "all grey, grey" },
    ]));
  it("is heard at the end of a long message", () =>
    expect(hear(`${"and then he wrote to me again ".repeat(50)} it is all grey`).signals).toHaveLength(1));
});

it.each(["it is all cheerful grey", "nothing to see here", "grey"])("%s stays quiet", (text) =>
  expect(hear(text).signals).toEqual([]),
);

it("the trained weights are small, and hear what no rule was written for", () => {
  const trained = readVocabulary("src/content/languages/en/understand").leaning;
  expect(JSON.stringify(trained).length).toBeLessThan(60_000);
  expect(lean([], { bias: 0, threshold: 1, weights: new Map() })).toBeUndefined();
});
