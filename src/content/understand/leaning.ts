// A second ear for distress said sideways: a small linear model, trained by train.ts, over words and pieces of words.
import type { Token } from "./tokens.ts";

/** A trained model: what each feature adds, and from which sum on it counts. */
export type Leaning = {
  readonly bias: number;
  readonly threshold: number;
  readonly weights: ReadonlyMap<string, number>;
};

/** Why the model spoke up: its sum, the features that added most, and the word it leant on hardest. */
export type Leant = { readonly sum: number; readonly because: readonly string[]; readonly at: Token };

// A long message is heard in pieces that overlap, so that one bad sentence is not drowned by the rest.
const piece = 40;
const step = 20;
const letters = 4;
const shown = 4;
// A single word ("myself", "goodbye") says too little.
const fewest = 3;

/** The features of some words, each with the place of its first word: one, two and three words, and pieces of words. */
export function features(words: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  const put = (feature: string, at: number) => found.has(feature) || found.set(feature, at);
  for (let at = 0; at < words.length; at++) {
    const [one = "", two, three] = words.slice(at, at + 3);
    put(one, at);
    if (two !== undefined) put(`${one} ${two}`, at);
    if (two !== undefined && three !== undefined) put(`${one} ${two} ${three}`, at);
    for (let from = 0; one.length > letters && from + letters <= one.length; from++)
      put(`~${one.slice(from, from + letters)}`, at);
  }
  return found;
}

/** What the model makes of the words, if the worst piece of them passes its threshold. */
export function lean(tokens: readonly Token[], model: Leaning): Leant | undefined {
  let worst: Leant | undefined;
  if (tokens.length < fewest) return undefined;
  for (let from = 0; from === 0 || from + step < tokens.length; from += step) {
    const found = features(tokens.slice(from, from + piece).map(({ word }) => word));
    const scale = 1 / Math.sqrt(Math.max(found.size, 1));
    const parts: [string, number, number][] = [];
    let sum = model.bias;
    for (const [feature, at] of found) {
      const weight = model.weights.get(feature);
      if (weight === undefined) continue;
      sum += weight * scale;
      if (weight > 0) parts.push([feature, weight, from + at]);
    }
    if (sum < model.threshold || sum <= (worst?.sum ?? Number.NEGATIVE_INFINITY)) continue;
    parts.sort((a, b) => b[1] - a[1]);
    const at = tokens[parts[0]?.[2] ?? from];
    if (at) worst = { sum, because: parts.slice(0, shown).map(([feature]) => feature), at };
  }
  return worst;
}
