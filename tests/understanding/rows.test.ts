// The reader clears its bars on every file of labelled rows.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readRows, scoreRows } from "../../src/content/understand/eval.ts";
import type { Score } from "../../src/content/understand/score.ts";
import { rates } from "../../src/content/understand/score.ts";
import { blind, learnt } from "./bars.ts";

const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith(".jsonl"));
const learntFrom = files.filter((file) => /^(rows|taught)-/.test(file));

const share = (part: number, whole: number) => part / Math.max(whole, 1);

function recallOf(score: Score, signal: string): number | undefined {
  const tally = score.signals.get(signal);
  return tally && tally.right + tally.missed > 0 ? rates(tally).recall : undefined;
}

describe.each(Object.entries(blind))("%s, which nobody learnt from", (name, bars) => {
  const score = scoreRows(readRows(join(import.meta.dirname, name)));

  it.each(["opening", "answer"] as const)("facts in rows of kind %s", (kind) => {
    const tally = score.kinds.get(kind);
    if (tally) expect(rates(tally).f1).toBeGreaterThanOrEqual(bars[kind]);
  });
  it("never reads a child as an adult", () =>
    expect(score.underReadAsAdult).toBeLessThanOrEqual(bars.underReadAsAdult));
  it("seldom reads a fact into words that state none", () =>
    expect(share(score.invented, score.empty)).toBeLessThanOrEqual(bars.invented));
  it("seldom turns paid or shared round", () =>
    expect(share(score.polarityErrors, score.polar)).toBeLessThanOrEqual(bars.polarity));
  it("seldom hears danger where words only look like it", () =>
    expect(share(score.falseAlarms, score.hardNegatives)).toBeLessThanOrEqual(bars.hardNegatives));
  it("seldom hears danger in ordinary messages", () =>
    expect(share(score.ordinaryAlarms, score.ordinary)).toBeLessThanOrEqual(bars.ordinary));
  it.each(Object.entries(bars.recall))("hears %s", (signal, least) =>
    expect(recallOf(score, signal) ?? 1).toBeGreaterThanOrEqual(least),
  );
});

// What was learnt must not be lost again: a broken file, a rule gone wrong or weights not trained anew show here.
describe.each(["en", "cy"])("all rows learnt from in %s", (language) => {
  const rows = learntFrom
    .flatMap((file) => readRows(join(import.meta.dirname, file)))
    .filter((row) => row.language === language);
  const score = scoreRows(rows);

  it.each(["opening", "answer"] as const)("facts in rows of kind %s", (kind) => {
    const tally = score.kinds.get(kind);
    expect(tally && rates(tally).f1).toBeGreaterThanOrEqual(learnt[kind]);
  });
  it("never reads a child as an adult", () =>
    expect(score.underReadAsAdult).toBeLessThanOrEqual(learnt.underReadAsAdult));
  it("seldom turns paid or shared round", () =>
    expect(share(score.polarityErrors, score.polar)).toBeLessThanOrEqual(learnt.polarity));
  it("seldom hears danger where words only look like it", () =>
    expect(share(score.falseAlarms, score.hardNegatives)).toBeLessThanOrEqual(learnt.hardNegatives));
  it.each(Object.entries(learnt.recall))("hears %s", (signal, least) =>
    expect(recallOf(score, signal)).toBeGreaterThanOrEqual(least),
  );
});

// Short lines of every class of signal, and of what only looks like one; their facts are not labelled.
describe("signals-en-1.jsonl", () => {
  const score = scoreRows(readRows(join(import.meta.dirname, "signals-en-1.jsonl")));

  it.each(Object.entries(learnt.recall))("hears %s", (signal, least) =>
    expect(recallOf(score, signal)).toBeGreaterThanOrEqual(least),
  );
});

it("no blind row of some length stands in a file that is learnt from", () => {
  const texts = (name: string) => readRows(join(import.meta.dirname, name)).map((row) => row.text);
  const open = new Set(learntFrom.flatMap(texts));
  const blindTexts = Object.keys(blind).flatMap(texts);
  expect(blindTexts.filter((text) => text.split(" ").length > 6 && open.has(text))).toEqual([]);
});
