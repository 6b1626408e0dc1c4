// Nothing typed can break or stall the reader.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerLine } from "../../src/content/understand/cli.ts";
import { hear } from "./saying.ts";

describe("any text at all", () => {
  const questions = fc.constantFrom(null, "role", "age", "coping", "offender", "shared", "paid", "nation");
  const words = fc.array(
    fc.constantFrom(
      "i",
      "im",
      "not",
      "15",
      "pay",
      "£",
      "sent",
      "my",
      "mum",
      "if",
      ",",
      ".",
      "send",
      "nudes",
      "he",
      "(",
      "*",
    ),
    { maxLength: 60 },
  );

  it("is read without an error", () =>
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 300 }),
        questions,
        (text, asked) => void hear(text, asked),
      ),
    ));

  it("made of our own words is read without an error, the same each time", () =>
    fc.assert(
      fc.property(words, questions, (some, asked) => {
        const text = some.join(" ");
        expect(hear(text, asked)).toEqual(hear(text, asked));
      }),
    ));
});

describe("time grows no worse than the text", () => {
  const unit = "i sent him my pics and he said he will post them unless i pay £50 or send more to him ";
  const took = (text: string) => {
    const start = performance.now();
    hear(text, "shared");
    return performance.now() - start;
  };
  const best = (text: string) => Math.min(...Array.from({ length: 7 }, () => took(text)));

  it.each([
    ["a story without end", unit],
    ["one word", "not "],
    ["numbers", "15 "],
    ["a word that begins many rules", "i "],
    ["repeated letters", "a"],
    ["commas", "no, "],
  ])("%s", (_name, piece) => {
    const of = (length: number) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
    best(of(1_000));
    // Ten times the text: ten times the work, and twice that for a noisy machine.
    expect(best(of(20_000)) / Math.max(best(of(2_000)), 0.05)).toBeLessThan(20);
  });
});

describe("the command line", () => {
  it("answers a line", () =>
    expect(answerLine('{"text":"15","asked":"age","language":"en"}')).toMatchObject({
      facts: { age: "13_to_17" },
    }));
  it("shows a skip", () =>
    expect(answerLine('{"text":"rather not say","asked":"paid"}')).toMatchObject({
      facts: { paid: "skipped" },
    }));
  it.each(["nonsense", "{}", '{"text":1}', '{"text":"a","asked":"weather"}'])(
    "names what is wrong with %s",
    (line) => expect(answerLine(line)).toHaveProperty("error"),
  );
});
