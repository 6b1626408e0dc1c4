// A second reader beside the rules: small linear models over the features of a message, trained by train.ts.

/** A trained classifier: for each finding, such as "shared=posted", what every feature adds for it. */
export type Classifier = {
  readonly findings: readonly string[];
  readonly bias: readonly number[];
  /** From this likelihood on a finding counts. */
  readonly thresholds: readonly number[];
  /** Feature → finding number, weight, finding number, weight ... */
  readonly weights: ReadonlyMap<string, readonly number[]>;
};

/** The classifier as its file holds it. */
export type ClassifierSource = Omit<Classifier, "weights"> & {
  readonly weights: Readonly<Record<string, readonly number[]>>;
};

export function readClassifier(source: ClassifierSource): Classifier {
  return { ...source, weights: new Map(Object.entries(source.weights)) };
}

/** How likely each finding is, 0 to 1, in the order of `findings`. */
export function classify(features: ReadonlySet<string>, classifier: Classifier): Float64Array {
  const sums = new Float64Array(classifier.findings.length);
  const scale = scaleOf(features.size);
  for (const feature of features) {
    const added = classifier.weights.get(feature);
    if (added)
      for (let at = 0; at < added.length; at += 2) {
        const finding = added[at] as number;
        sums[finding] = (sums[finding] as number) + (added[at + 1] as number) * scale;
      }
  }
  return sums.map((sum, finding) => likelihood(sum + (classifier.bias[finding] as number)));
}

/** The features that speak loudest for a finding. */
export function loudest(
  features: ReadonlySet<string>,
  finding: number,
  classifier: Classifier,
  most = 4,
): string[] {
  const parts: [string, number][] = [];
  for (const feature of features) {
    const added = classifier.weights.get(feature) ?? [];
    for (let at = 0; at < added.length; at += 2)
      if (added[at] === finding && (added[at + 1] as number) > 0)
        parts.push([feature, added[at + 1] as number]);
  }
  parts.sort((a, b) => b[1] - a[1]);
  return parts.slice(0, most).map(([feature]) => feature);
}

/** Long messages have many features; none may drown the rest. */
export const scaleOf = (size: number): number => 1 / Math.sqrt(size + 1);

export const likelihood = (sum: number): number => 1 / (1 + Math.exp(-sum));
