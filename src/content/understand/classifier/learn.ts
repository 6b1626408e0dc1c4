// Logistic regression, one model for each finding over the same features, by gradient descent with a step of its own for
// each weight (AdaGrad). No chance in it: the same lessons always give the same weights.
import { aboutOf, likelihood, partsOf, scaleOf } from "./classifier.ts";
import { statesAny } from "./facts.ts";
import { ruled } from "./features.ts";

/** A row to learn from: its features and the findings that are true of it. */
export type Lesson = {
  readonly features: readonly string[];
  /** How many words it has. */
  readonly words: number;
  readonly truths: readonly number[];
  /** The findings it says anything of. */
  readonly labelled: readonly number[];
};

export type Model = {
  /** Feature → its place. */
  readonly places: ReadonlyMap<string, number>;
  readonly bias: Float64Array;
  /** What feature n adds for finding f, at [n * findings + f]. */
  readonly weights: Float32Array;
};

const passes = 20;
const rate = 1;
const biasRate = 0.3;
const shrink = 3e-5;
// A feature seen in fewer rows says nothing.
const fewestRows = 4;
// What is learnt well enough is left alone.
const near = 0.01;
// Smaller weights change no reading.
const least = 1.2;
// What the rules read counts for more than a word does.
const emphasis = 4;

/** Learns from the lessons what speaks for each of these findings. */
export function learn(lessons: readonly Lesson[], named: readonly string[]): Model {
  const findings = named.length;
  const places = placesOf(lessons);
  const names = [...places.keys()];
  const values = Float32Array.from(names.flatMap((name) => named.map((finding) => worthOf(name, finding))));
  const rows = lessons.map(({ features }) =>
    Int32Array.from(features.flatMap((one) => places.get(one) ?? [])),
  );
  const truths = lessons.map((lesson) => new Set(lesson.truths));
  const weights = new Float32Array(names.length * findings);
  const slopes = new Float32Array(weights.length).fill(0.01);
  const bias = new Float64Array(findings).fill(-2);
  const biasSlopes = new Float64Array(findings).fill(0.01);
  for (let pass = 0; pass < passes; pass++) for (const at of mixed(lessons.length, pass)) takeIn(at);
  for (let at = 0; at < weights.length; at++) {
    const weight = weights[at] as number;
    weights[at] = Math.abs(weight) < least ? 0 : weight * (values[at] as number);
  }
  return { places, bias, weights };

  function takeIn(at: number): void {
    const { words, labelled } = lessons[at] as Lesson;
    const row = rows[at] as Int32Array;
    const scale = scaleOf(words);
    const sums = new Float64Array(findings);
    for (const place of row)
      for (const finding of labelled)
        (sums[finding] as number) +=
          (weights[place * findings + finding] as number) * (values[place * findings + finding] as number);
    for (const finding of labelled) {
      const said = likelihood((sums[finding] as number) * scale + (bias[finding] as number));
      const off = said - (truths[at]?.has(finding) ? 1 : 0);
      if (Math.abs(off) < near) continue;
      (biasSlopes[finding] as number) += off * off;
      (bias[finding] as number) -= (biasRate * off) / Math.sqrt(biasSlopes[finding] as number);
      for (const place of row) {
        const cell = place * findings + finding;
        const value = values[cell] as number;
        if (value === 0) continue;
        const weight = weights[cell] as number;
        const slope = off * scale * value + shrink * weight;
        const all = (slopes[cell] as number) + slope * slope;
        slopes[cell] = all;
        weights[cell] = weight - (rate * slope) / Math.sqrt(all);
      }
    }
  }
}

/** How much a feature counts for a finding. What the rules read of something else says nothing of it. */
function worthOf(feature: string, finding: string): number {
  const [sort, about] = partsOf(feature);
  if (sort !== ruled) return 1;
  return about === aboutOf(finding) || finding === statesAny ? emphasis : 0;
}

/** How likely each finding is of a row with these features. */
export function likelihoods({ places, bias, weights }: Model, { features, words }: Lesson): Float64Array {
  const sums = new Float64Array(bias.length);
  for (const feature of features) {
    const place = places.get(feature);
    if (place === undefined) continue;
    for (let finding = 0; finding < sums.length; finding++)
      (sums[finding] as number) += weights[place * sums.length + finding] as number;
  }
  const scale = scaleOf(words);
  return sums.map((sum, finding) => likelihood(sum * scale + (bias[finding] as number)));
}

/** The weights worth keeping, as the classifier's file holds them. */
export function kept({ places, bias, weights }: Model): Record<string, number[]> {
  const kept: Record<string, number[]> = {};
  for (const [feature, place] of places) {
    const parts = Array.from(bias, (_, finding) => [
      finding,
      tidy(weights[place * bias.length + finding] as number),
    ]);
    const said = parts.filter(([, weight]) => weight !== 0).flat();
    if (said.length > 0) kept[feature] = said as number[];
  }
  return kept;
}

/** A weight as the file holds it. */
export const tidy = (weight: number): number => Number(weight.toFixed(1));

function placesOf(lessons: readonly Lesson[]): Map<string, number> {
  const rows = new Map<string, number>();
  for (const { features } of lessons) for (const one of features) rows.set(one, (rows.get(one) ?? 0) + 1);
  const often = [...rows].filter(([, times]) => times >= fewestRows).map(([feature]) => feature);
  return new Map(often.sort().map((feature, at) => [feature, at]));
}

/** The rows in an order that is mixed and always the same. */
function mixed(size: number, pass: number): number[] {
  const key = (at: number) =>
    Math.imul(Math.imul(at + 1, 0x9e3779b1) ^ Math.imul(pass + 1, 0x85ebca6b), 0xc2b2ae35) >>> 0;
  return Array.from({ length: size }, (_, at) => at).sort((a, b) => key(a) - key(b));
}
