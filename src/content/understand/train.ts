// `node src/content/understand/train.ts`: trains the ear for distress said sideways on the labelled English rows
// of tests/understanding and writes its weights. The same rows always give the same weights.
import { readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readRows } from "./eval.ts";
import { unmasked } from "./findings.ts";
import { features } from "./leaning.ts";
import { lexiconOf } from "./lines.ts";
import type { Row } from "./score.ts";
import { plain, tokenise } from "./tokens.ts";

const passes = 60;
const rate = 0.5;
const shrink = 2e-4;
const folds = 5;
// A missed cry is worse than a false one.
const missedCounts = 4;
// At most this share of ordinary rows may be flagged, by a model that has not seen them.
const falseAlarms = 0.01;
const kept = 2400;

type Example = {
  readonly features: readonly string[];
  readonly distress: boolean;
  readonly ordinary: boolean;
};
type Model = { bias: number; weights: Map<string, number> };

const here = dirname(fileURLToPath(import.meta.url));
const lexicon = lexiconOf("en");

function exampleOf(row: Row): Example {
  const tokens = unmasked(tokenise(plain(row.text), lexicon.spelling), row.asked ?? "none", lexicon);
  return {
    features: [...features(tokens.map(({ word }) => word)).keys()],
    distress: row.signals.some((signal) => signal.startsWith("suicide")),
    ordinary: row.kind === "opening" || row.kind === "answer",
  };
}

/** Puts rows in an order that is mixed and always the same. */
function mixed(size: number, pass: number): number[] {
  const key = (at: number) => Math.imul((at + 1) * 2654435761 + pass * 40503, 2246822519) >>> 0;
  return Array.from({ length: size }, (_, at) => at).sort((a, b) => key(a) - key(b));
}

function sumOf(model: Model, example: Example): number {
  const scale = 1 / Math.sqrt(Math.max(example.features.length, 1));
  let sum = model.bias;
  for (const feature of example.features) sum += (model.weights.get(feature) ?? 0) * scale;
  return sum;
}

/** Logistic regression by gradient descent, one row at a time. */
function train(examples: readonly Example[]): Model {
  const model: Model = { bias: 0, weights: new Map() };
  for (let pass = 0; pass < passes; pass++)
    for (const at of mixed(examples.length, pass)) {
      const example = examples[at] as Example;
      const likely = 1 / (1 + Math.exp(-sumOf(model, example)));
      const pull = (rate / (1 + pass / 10)) * (example.distress ? missedCounts * (1 - likely) : -likely);
      model.bias += pull / 10;
      const scale = 1 / Math.sqrt(Math.max(example.features.length, 1));
      for (const feature of example.features)
        model.weights.set(feature, (model.weights.get(feature) ?? 0) * (1 - shrink) + pull * scale);
    }
  const strongest = [...model.weights].sort(
    (a, b) => Math.abs(b[1]) - Math.abs(a[1]) || (a[0] < b[0] ? -1 : 1),
  );
  return { bias: model.bias, weights: new Map(strongest.slice(0, kept)) };
}

const rows = join(here, "../../../tests/understanding");
const examples = readdirSync(rows)
  .filter((file) => /^rows-.*\.jsonl$/.test(file))
  .sort()
  .flatMap((file) => readRows(join(rows, file)))
  .filter((row) => row.language === "en")
  .map(exampleOf);

// The threshold comes from rows each model has not seen.
const unseen: { sum: number; example: Example }[] = [];
for (let fold = 0; fold < folds; fold++) {
  const model = train(examples.filter((_, at) => at % folds !== fold));
  for (const [at, example] of examples.entries())
    if (at % folds === fold) unseen.push({ sum: sumOf(model, example), example });
}
const quiet = unseen.filter(({ example }) => example.ordinary && !example.distress).map(({ sum }) => sum);
quiet.sort((a, b) => b - a);
const threshold = quiet[Math.floor(quiet.length * falseAlarms)] ?? 0;
const share = (all: typeof unseen) => `${all.filter(({ sum }) => sum > threshold).length} of ${all.length}`;
const model = train(examples);
const tidy = (weight: number) => Number(weight.toPrecision(3));
const sorted = [...model.weights].sort(([a], [b]) => (a < b ? -1 : 1));
const leaning = {
  bias: tidy(model.bias),
  threshold: tidy(threshold),
  weights: Object.fromEntries(sorted.map(([feature, weight]) => [feature, tidy(weight)])),
};
writeFileSync(join(here, "../languages/en/understand/leaning.json"), `${JSON.stringify(leaning, null, 2)}\n`);
process.stdout.write(
  [
    `${examples.length} rows, threshold ${tidy(threshold)}; on rows not seen:`,
    `  distress heard: ${share(unseen.filter(({ example }) => example.distress))}`,
    `  ordinary rows flagged: ${share(unseen.filter(({ example }) => example.ordinary && !example.distress))}`,
    `  other rows flagged: ${share(unseen.filter(({ example }) => !example.ordinary && !example.distress))}`,
    "",
  ].join("\n"),
);
