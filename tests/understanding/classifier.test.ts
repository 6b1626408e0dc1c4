// The second reader: what it sees, how it learns, and what it may and may not change.
import { describe, expect, it } from "vitest";
import {
  classify,
  hitsOf,
  nameOf,
  readClassifier,
} from "../../src/content/understand/classifier/classifier.ts";
import { eachFeature } from "../../src/content/understand/classifier/features.ts";
import { buildKinds } from "../../src/content/understand/classifier/kinds.ts";
import { kept, learn, likelihoods } from "../../src/content/understand/classifier/learn.ts";
import { standings } from "../../src/content/understand/context.ts";
import { buildLexicon, understand } from "../../src/content/understand/index.ts";
import { askedOf } from "../../src/content/understand/lines.ts";
import { plain, tokenise } from "../../src/content/understand/tokens.ts";
import { vocabularySchema } from "../../src/content/understand/vocabulary.ts";

const kinds = {
  self: { i: ["i"], me: ["me"] },
  pronoun: { he: ["he"], him: ["him"] },
  owner: { my: ["my"] },
  person: { ex: ["ex"], elder: ["mum", "dad"] },
  thing: { image: ["pics"] },
  act: { sent: ["sent", "posted"] },
};
const vocabulary = (more: object) => buildLexicon(vocabularySchema.parse({ kinds, ...more }), {});

function featuresOf(text: string, asked?: string): string[] {
  const lexicon = vocabulary({});
  const tokens = tokenise(plain(text), lexicon.spelling);
  const names: string[] = [];
  const scene = {
    tokens,
    standings: standings(tokens, lexicon),
    asked,
    read: [{ about: "shared", by: "posted" }],
  };
  eachFeature(scene, lexicon.kinds, (_at, ...parts) => names.push(nameOf(...parts)));
  return names;
}

describe("what it sees of a message", () => {
  const seen = featuresOf("my ex sent my pics to mum", "shared");

  it.each([
    ["a word", "word|pics"],
    ["its kind", "word|[image]"],
    ["words that follow one another", "run|[my]|[image]"],
    ["who acts", "does|[my] [ex]|[sent]"],
    ["on what and to whom", "done|[sent]|[my] [image]|[elder]"],
    ["what the rules read", "=|shared|posted"],
    ["the question it answers", "?|shared|[sent]"],
  ])("%s", (_what, name) => expect(seen).toContain(name));

  it("the same for words of one kind", () =>
    expect(featuresOf("my ex posted my pics to dad").filter((name) => name.startsWith("do"))).toEqual(
      featuresOf("my ex sent my pics to mum").filter((name) => name.startsWith("do")),
    ));
});

describe("kinds of words", () => {
  it("a word has one kind", () =>
    expect(() => buildKinds({ person: { ex: ["ex"] }, thing: { old: ["ex"] } })).toThrow(/"ex" is already/));
  it("a kind has one group", () =>
    expect(() => buildKinds({ person: { ex: ["ex"] }, thing: { ex: ["old"] } })).toThrow(
      /already in person/,
    ));
});

describe("learning", () => {
  const lesson = (word: string, is: boolean) => ({
    features: [`word|${word}`, "word|and"],
    words: 2,
    truths: is ? [0] : [],
    labelled: [0],
  });
  const lessons = Array.from({ length: 40 }, (_, at) => lesson(at % 2 ? "dark" : "light", at % 2 === 1));
  const model = learn(lessons, ["x=y"]);

  it("tells apart what it was shown", () => {
    expect(likelihoods(model, lesson("dark", true))[0]).toBeGreaterThan(0.9);
    expect(likelihoods(model, lesson("light", false))[0]).toBeLessThan(0.1);
  });
  it("comes to the same weights each time", () => expect(kept(learn(lessons, ["x=y"]))).toEqual(kept(model)));
  it("reads with the kept weights as it learnt", () => {
    const source = { findings: ["x=y"], bias: [...model.bias], thresholds: [0.5], weights: kept(model) };
    const classifier = readClassifier(source);
    const hits = hitsOf((take) => {
      take(0, "word", "dark");
      take(1, "word", "and");
      take(1, "word", "unheard");
    }, classifier);
    const [likely] = classify(new Set(hits.map(({ feature }) => feature)), 2, classifier);
    expect(likely).toBeCloseTo(likelihoods(model, lesson("dark", true))[0] as number, 1);
  });
  it("leaves alone what a row does not label", () => {
    const both = learn([...lessons, { ...lesson("dark", false), labelled: [] }], ["x=y"]);
    expect(kept(both)).toEqual(kept(model));
  });
});

describe("what it may change", () => {
  const none = { findings: ["age"], bias: [-9], thresholds: [0.5], weights: {} };
  const messages = (weights: Record<string, number[]>) => ({
    findings: ["paid=yes", "signal self_harm", "signal suicide", "signal suicide_explicit"],
    bias: [-5, -5, -5, -5],
    thresholds: [0.5, 0.5, 0.5, 0.25],
    weights,
  });
  const rules = [
    { id: "danger.plain", when: ["he is outside"], signals: ["danger_now"] },
    { id: "harm.hint", when: ["cut"], signals: ["self_harm"], hint: true },
    { id: "paid.said", when: ["paid"], facts: { paid: "yes" } },
  ];
  const hear = (text: string, weights: Record<string, number[]>) =>
    understand(
      text,
      askedOf("paid"),
      vocabulary({ rules, classifier: { messages: messages(weights), mentions: none } }),
    );

  it("takes no signal away that a rule found", () =>
    expect(hear("he is outside now", {}).signals).toEqual(["danger_now"]));
  it("a hint alone raises nothing", () => expect(hear("a clean cut of it", {}).signals).toEqual([]));
  it("a hint is weighed with the rest", () =>
    expect(hear("a clean cut of it", { "=|self_harm|harm.hint": [1, 99] }).signals).toEqual(["self_harm"]));
  it("a fact the rules read, if it is not likely", () =>
    expect(hear("somebody paid for lunch", {}).facts).toEqual({}));
  it("and one they did not read", () =>
    expect(hear("it cost me dear", { "word|dear": [0, 99] }).facts).toEqual({ paid: "yes" }));
  it("names the features that spoke loudest", () =>
    expect(hear("it cost me dear", { "word|dear": [0, 99], "word|cost": [0, 20] }).reasons).toContainEqual({
      found: "paid=yes",
      rule: "classifier",
      words: "word|dear, word|cost",
    }));
  it("hears a cry at the end of a long message", () =>
    expect(hear(`${"and he wrote again ".repeat(80)} all grey`, { "word|grey": [2, 140] }).signals).toEqual([
      "suicide_possible",
    ]));
  it("lets both tiers of suicide stand where it is not sure which", () =>
    expect(hear("so very grey", { "word|grey": [2, 99, 3, 45] }).signals).toEqual([
      "suicide_explicit",
      "suicide_possible",
    ]));
  it("hears nothing in one word", () => expect(hear("grey", { "word|grey": [2, 999] }).signals).toEqual([]));
});
