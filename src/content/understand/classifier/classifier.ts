// A second reader beside the rules: small linear models over the features of a message, trained by train.ts.
import { z } from "zod";
import type { Take } from "./features.ts";

/** A classifier as its file holds it: for each finding, such as "shared=posted", what every feature adds for it. */
export const classifierSchema = z.strictObject({
  findings: z.array(z.string()),
  bias: z.array(z.number()),
  /** From this likelihood on a finding counts. */
  thresholds: z.array(z.number()),
  /** Feature → finding number, weight, finding number, weight ... */
  weights: z.record(z.string(), z.array(z.number())),
});
export type ClassifierSource = z.infer<typeof classifierSchema>;

/** A feature part by part, so that most are known to be unknown after the first. */
type Node = { readonly next: Map<string, Node>; feature?: Feature };
export type Feature = { readonly name: string; readonly adds: readonly number[] };

export type Classifier = Omit<ClassifierSource, "weights"> & { readonly features: Node };

const joint = "|";

/** The name a feature has in the file. */
export const nameOf = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined).join(joint);

/** What a finding is about: its fact, or its signal; both tiers of suicide are about one thing. */
export function aboutOf(finding: string): string {
  if (finding.startsWith("signal suicide")) return "suicide";
  return finding.replace("signal ", "").split("=")[0] as string;
}

export const partsOf = (name: string): string[] => name.split(joint);

export function readClassifier({ weights, ...source }: ClassifierSource): Classifier {
  const features: Node = { next: new Map() };
  for (const [name, adds] of Object.entries(weights)) {
    let node = features;
    for (const part of partsOf(name)) {
      const next: Node = node.next.get(part) ?? { next: new Map() };
      node.next.set(part, next);
      node = next;
    }
    node.feature = { name, adds };
  }
  return { ...source, features };
}

/** A feature the classifier knows, where it stands in the message. */
export type Hit = { readonly at: number; readonly feature: Feature };

/** The known features among those that `each` hands over. */
export function hitsOf(each: (take: Take) => void, classifier: Classifier): Hit[] {
  const hits: Hit[] = [];
  each((at, sort, one, two, three, four) => {
    let node = classifier.features.next.get(sort)?.next.get(one);
    if (two !== undefined) node = node?.next.get(two);
    if (three !== undefined) node = node?.next.get(three);
    if (four !== undefined) node = node?.next.get(four);
    if (node?.feature) hits.push({ at, feature: node.feature });
  });
  return hits;
}

/** How likely each finding is, 0 to 1, in the order of `findings`, in a text of so many words. */
export function classify(
  features: ReadonlySet<Feature>,
  words: number,
  classifier: Classifier,
): Float64Array {
  const sums = new Float64Array(classifier.findings.length);
  for (const { adds } of features)
    for (let at = 0; at < adds.length; at += 2) {
      const finding = adds[at] as number;
      sums[finding] = (sums[finding] as number) + (adds[at + 1] as number);
    }
  const scale = scaleOf(words);
  return sums.map((sum, finding) => likelihood(sum * scale + (classifier.bias[finding] as number)));
}

/** The features that speak loudest for a finding. */
export function loudest(features: ReadonlySet<Feature>, finding: number, most = 4): string {
  const parts: [string, number][] = [];
  for (const { name, adds } of features)
    for (let at = 0; at < adds.length; at += 2)
      if (adds[at] === finding && (adds[at + 1] as number) > 0) parts.push([name, adds[at + 1] as number]);
  parts.sort((a, b) => b[1] - a[1]);
  return parts
    .slice(0, most)
    .map(([name]) => name)
    .join(", ");
}

/** Long messages have many features; none may drown the rest, nor may one decide alone in a short one. */
export const scaleOf = (words: number): number => 1 / Math.sqrt(40 + 16 * words);

export const likelihood = (sum: number): number => 1 / (1 + Math.exp(-sum));
