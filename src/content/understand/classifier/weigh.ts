// Lays what the classifier hears over what the rules read: facts are weighed anew, signals only ever added.
import { listFacts } from "../../../flows/facts.ts";
import type { Signal } from "../../../flows/signals.ts";
import type { Standing } from "../context.ts";
import type { Finding } from "../findings.ts";
import type { Lexicon } from "../lexicon.ts";
import type { Settled } from "../settle.ts";
import type { Token } from "../tokens.ts";
import type { Classifier } from "./classifier.ts";
import { classify, loudest } from "./classifier.ts";
import type { Scene } from "./features.ts";
import { featuresOf } from "./features.ts";

/** A message as the rules left it. */
export type Read = {
  readonly tokens: readonly Token[];
  readonly standings: readonly Standing[];
  readonly asked: string;
  readonly found: readonly Finding[];
};

// Distress drowns in a long message: signals are listened for in pieces that overlap.
const piece = 40;
const step = 20;
// A single word says too little to raise an alarm by likelihood alone.
const fewest = 3;

/** Messages nobody asked for, and first messages, answer no question. */
const askedNothing = ["none", "role"];

/** What the classifier is shown of a message. */
export function sceneOf({ tokens, standings, asked, found }: Read, settled: Settled): Scene {
  const facts = Object.entries(settled.facts).flatMap(([fact, values]) =>
    [values].flat().map((one) => `${fact}=${one}`),
  );
  const signals = [...settled.signals].map((signal) => `signal ${signal}`);
  const rules = [...new Set(found.map(({ rule }) => `rule ${rule.id}`))];
  const skips = settled.skips ? ["skips"] : [];
  return {
    tokens,
    standings,
    asked: askedNothing.includes(asked) ? undefined : asked,
    read: [...facts, ...signals, ...skips, ...rules],
  };
}

/** The reading with the classifier's say. Without a classifier it stays as it is. */
export function weighAnew(settled: Settled, read: Read, { classifier, kinds }: Lexicon): Settled {
  if (!classifier || read.tokens.length === 0) return settled;
  const scene = sceneOf(read, settled);
  const features = featuresOf(scene, kinds);
  const likely = classify(features, classifier);
  const because = (finding: number, of = features) => ({
    found: classifier.findings[finding] as string,
    rule: "classifier",
    words: loudest(of, finding, classifier).join(", "),
  });
  weighFacts();
  weighSignals();
  return settled;

  function weighFacts(): void {
    const best = new Map<string, number>();
    const lists = new Map<string, string[]>();
    for (const [at, finding] of (classifier as Classifier).findings.entries()) {
      const [fact = "", value] = finding.split("=");
      if (value === undefined) continue;
      const said = isHeard(at, likely);
      if (Object.hasOwn(listFacts, fact))
        lists.set(fact, [...(lists.get(fact) ?? []), ...(said ? [value] : [])]);
      else if (!best.has(fact) || (likely[at] as number) > (likely[best.get(fact) as number] as number))
        best.set(fact, at);
    }
    for (const [fact, values] of lists) {
      if (values.length > 0) settled.facts[fact] = values;
      else delete settled.facts[fact];
    }
    for (const [fact, at] of best) {
      const [, value = ""] = (classifier as Classifier).findings[at]?.split("=") ?? [];
      if (!isHeard(at, likely)) delete settled.facts[fact];
      else if (settled.facts[fact] !== value) {
        settled.facts[fact] = value;
        settled.reasons.push(because(at));
      }
    }
    settled.reasons = settled.reasons.filter(({ found }) => stands(found));
  }

  /** Does the reading still hold what this reason is for? */
  function stands(found: string): boolean {
    const [fact = "", value] = found.split("=");
    return value === undefined || [settled.facts[fact] ?? []].flat().includes(value);
  }

  function isHeard(finding: number, likelihoods: Float64Array): boolean {
    return (likelihoods[finding] as number) >= ((classifier as Classifier).thresholds[finding] as number);
  }

  function weighSignals(): void {
    const { tokens, standings } = read;
    if (tokens.length < fewest) return;
    for (let from = 0; from === 0 || from + step < tokens.length; from += step) {
      const part = {
        ...scene,
        tokens: tokens.slice(from, from + piece),
        standings: standings.slice(from, from + piece),
      };
      const whole = tokens.length <= piece;
      const partFeatures = whole ? features : featuresOf(part, kinds);
      const partLikely = whole ? likely : classify(partFeatures, classifier as Classifier);
      for (const [at, finding] of (classifier as Classifier).findings.entries()) {
        const signal = finding.replace("signal ", "") as Signal;
        if (!finding.startsWith("signal ") || settled.signals.has(signal) || !isHeard(at, partLikely))
          continue;
        settled.signals.add(signal);
        settled.reasons.push(because(at, partFeatures));
      }
      if (whole) return;
    }
  }
}
