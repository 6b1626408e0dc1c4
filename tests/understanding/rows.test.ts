// The reader clears its bars on every file of labelled rows.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readRows, scoreRows } from "../../src/content/understand/eval.ts";
import { rates } from "../../src/content/understand/score.ts";
import type { Bars } from "./bars.ts";
import { frozen, tuned, welsh } from "./bars.ts";

const files: readonly (readonly [string, Bars])[] = [
  ["rows-dev-en.jsonl", tuned],
  ["rows-en-1.jsonl", tuned],
  ["rows-en-2.jsonl", { ...tuned, recall: { ...tuned.recall, carer_is_abuser: 0.75 } }],
  ["rows-en-3.jsonl", { ...tuned, opening: 0.94 }],
  ["rows-en-4.jsonl", { ...tuned, invented: 0.06 }],
  ["rows-en-5.jsonl", tuned],
  ["fresh-a.jsonl", { ...tuned, invented: 0.09, recall: { ...tuned.recall, suicide_explicit: 0.9 } }],
  ["frozen.jsonl", frozen],
  ["rows-dev-cy.jsonl", welsh],
  ["rows-cy-1.jsonl", welsh],
  ["frozen-cy.jsonl", welsh],
];

describe.each(files)("%s", (name, bars) => {
  const score = scoreRows(readRows(join(import.meta.dirname, name)));

  it("has rows", () => expect(score.rows).toBeGreaterThan(30));

  it.each(["opening", "answer"] as const)("facts in rows of kind %s", (kind) => {
    const tally = score.kinds.get(kind);
    if (tally) expect(rates(tally).f1).toBeGreaterThanOrEqual(bars[kind]);
  });

  it("never reads a child as an adult", () => expect(score.underReadAsAdult).toBe(0));

  it("seldom reads a fact into words that state none", () =>
    expect(score.invented / Math.max(score.empty, 1)).toBeLessThanOrEqual(bars.invented));

  it("seldom turns paid or shared round", () =>
    expect(score.polarityErrors / Math.max(score.polar, 1)).toBeLessThanOrEqual(bars.polarity));

  it("seldom raises a false alarm", () =>
    expect(score.falseAlarms / Math.max(score.hardNegatives, 1)).toBeLessThanOrEqual(bars.falseAlarms));

  it.each(Object.entries(bars.recall))("hears %s", (signal, least) => {
    const tally = score.signals.get(signal);
    if (tally && tally.right + tally.missed > 0) expect(rates(tally).recall).toBeGreaterThanOrEqual(least);
  });
});

// Short lines of every class of signal, and of what only looks like one; their facts are not labelled.
describe("rows-en-6.jsonl", () => {
  const score = scoreRows(readRows(join(import.meta.dirname, "rows-en-6.jsonl")));

  it.each(Object.entries({ ...tuned.recall, self_harm: 0.95 }))("hears %s", (signal, least) => {
    const tally = score.signals.get(signal);
    expect(tally && rates(tally).recall).toBeGreaterThanOrEqual(least);
  });

  it("seldom raises a false alarm", () =>
    expect(score.falseAlarms / score.hardNegatives).toBeLessThanOrEqual(tuned.falseAlarms));
});

it("no row of the frozen files stands in a file that is tuned on", () => {
  const texts = (name: string) => readRows(join(import.meta.dirname, name)).map((row) => row.text);
  const open = new Set(files.filter(([name]) => !name.startsWith("frozen")).flatMap(([name]) => texts(name)));
  const unasked = ["frozen.jsonl", "frozen-cy.jsonl"]
    .flatMap(texts)
    .filter((text) => text.split(" ").length > 6);
  expect(unasked.filter((text) => open.has(text))).toEqual([]);
});
