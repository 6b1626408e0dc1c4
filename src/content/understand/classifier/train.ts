// `npm run train`: trains the classifier of each language on the labelled rows of tests/understanding and writes its
// weights. The same rows always give the same weights.
import { readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { listFacts, singleFacts } from "../../../flows/facts.ts";
import { standings } from "../context.ts";
import { readRows } from "../eval.ts";
import { findings } from "../findings.ts";
import { askedOf, lexiconOf } from "../lines.ts";
import type { Row } from "../score.ts";
import { settle } from "../settle.ts";
import { plain, tokenise } from "../tokens.ts";
import type { ClassifierSource } from "./classifier.ts";
import { featuresOf } from "./features.ts";
import type { Lesson } from "./learn.ts";
import { kept, learn, likelihoods, tidy } from "./learn.ts";
import { sceneOf } from "./weigh.ts";

/** Facts the classifier has a say in. Age, nation, platforms and ways of paying are read by rules alone. */
const weighed = [
  "role",
  "supporting",
  "coping",
  "pictured_under_18",
  "offender",
  "shared",
  "paid",
  "origin",
] as const;
const signals = [
  "suicide_explicit",
  "suicide_possible",
  "self_harm",
  "danger_now",
  "sexual_abuse",
  "carer_is_abuser",
  "honour",
] as const;

/** What the classifier can find, in the order of its file. */
const findable: readonly string[] = [
  ...weighed.flatMap((fact) => singleFacts[fact].map((value) => `${fact}=${value}`)),
  ...listFacts.demand.map((value) => `demand=${value}`),
  ...signals.map((signal) => `signal ${signal}`),
];
const firstSignal = findable.findIndex((finding) => finding.startsWith("signal "));

const folds = 5;
// A fact counts from the likelihood that reads unseen rows best.
const factThresholds = [0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6];
// A signal counts from the likelihood that flags at most this share of the unseen rows without it.
const falseAlarms = 0.004;
const signalThresholds = { least: 0.03, most: 0.5 };

// Rows the rules were written against (rows-*) say nothing of how far the rules can be trusted: they teach words only.
// Rows the rules were not written against (taught-*) teach that too. In signals-* only signals are labelled.
const rowFiles = /^(rows|signals|taught)-.*\.jsonl$/;
const here = dirname(fileURLToPath(import.meta.url));
const rowsFolder = join(here, "../../../../tests/understanding");

type RowLesson = Lesson & { readonly taught: boolean };

function lessonOf(row: Row, file: string): RowLesson {
  const lexicon = lexiconOf(row.language);
  const words = plain(row.text);
  const tokens = tokenise(words, lexicon.spelling);
  const around = standings(tokens, lexicon);
  const asked = askedOf(row.asked)?.question ?? "none";
  const found = findings(tokens, around, words, asked, lexicon);
  const scene = sceneOf({ tokens, standings: around, asked, found }, settle(found, asked));
  const taught = file.startsWith("taught");
  return {
    features: [...featuresOf(taught ? scene : { ...scene, read: [] }, lexicon.kinds)],
    truths: findable.flatMap((finding, at) => (isTrue(row, finding) ? [at] : [])),
    labelledFrom: file.startsWith("signals") ? firstSignal : 0,
    taught,
  };
}

function isTrue({ facts, signals: heard }: Row, finding: string): boolean {
  const [fact = "", value] = finding.split("=");
  if (value === undefined) return heard.includes(finding.slice("signal ".length));
  return [facts[fact] ?? []].flat().includes(value);
}

function lessonsOf(language: string): RowLesson[] {
  const files = readdirSync(rowsFolder).filter((file) => rowFiles.test(file));
  return files.sort().flatMap((file) => {
    const rows = readRows(join(rowsFolder, file)).filter((row) => row.language === language);
    return rows.map((row) => lessonOf(row, file));
  });
}

type Unseen = { readonly lesson: RowLesson; readonly likely: Float64Array };

/** What models that have not seen a taught row make of it. */
function readUnseen(lessons: readonly RowLesson[]): Unseen[] {
  const taught = lessons.filter((lesson) => lesson.taught);
  const rest = lessons.filter((lesson) => !lesson.taught);
  return Array.from({ length: folds }, (_, fold) => {
    const model = learn([...rest, ...taught.filter((_, at) => at % folds !== fold)], findable.length);
    const left = taught.filter((_, at) => at % folds === fold);
    return left.map((lesson) => ({ lesson, likely: likelihoods(model, lesson.features) }));
  }).flat();
}

function thresholdOf(finding: number, unseen: readonly Unseen[]): number {
  const heard = unseen.map(({ lesson, likely }) => ({
    likely: likely[finding] as number,
    is: lesson.truths.includes(finding),
  }));
  if (finding >= firstSignal) {
    const quiet = heard.filter((one) => !one.is).map((one) => one.likely);
    const loudest = quiet.sort((a, b) => b - a)[Math.floor(quiet.length * falseAlarms)] ?? 0;
    return Math.min(signalThresholds.most, Math.max(signalThresholds.least, loudest));
  }
  const all = heard.filter((one) => one.is).length;
  const gain = (threshold: number) => {
    const said = heard.filter((one) => one.likely >= threshold);
    return said.filter((one) => one.is).length / (said.length + all || 1);
  };
  return factThresholds.reduce((best, threshold) => (gain(threshold) > gain(best) ? threshold : best));
}

function report(unseen: readonly Unseen[], thresholds: readonly number[]): string[] {
  return findable.map((finding, at) => {
    const threshold = thresholds[at] as number;
    const said = unseen.filter(({ likely }) => (likely[at] as number) >= threshold);
    const right = said.filter(({ lesson }) => lesson.truths.includes(at)).length;
    const all = unseen.filter(({ lesson }) => lesson.truths.includes(at)).length;
    return `  ${finding.padEnd(28)}from ${threshold.toFixed(2)}: ${right} of ${all} heard, ${said.length - right} wrongly`;
  });
}

for (const language of ["en", "cy"]) {
  const lessons = lessonsOf(language);
  const unseen = readUnseen(lessons);
  const thresholds = findable.map((_, finding) => thresholdOf(finding, unseen));
  const model = learn(lessons, findable.length);
  const source: ClassifierSource = {
    findings: findable,
    bias: [...model.bias].map(tidy),
    thresholds: thresholds.map((threshold) => Number(threshold.toFixed(2))),
    weights: kept(model),
  };
  const file = join(here, `../../languages/${language}/understand/classifier.json`);
  // A feature a line, so that a change can be seen.
  writeFileSync(file, `${JSON.stringify(source).replaceAll('],"', '],\n"').replace(':{"', ':{\n"')}\n`);
  const lines = [
    `${language}: ${lessons.length} rows, of which ${unseen.length} read unseen:`,
    ...report(unseen, thresholds),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}
