// `npm run train`: trains the classifier of each language on the labelled rows of tests/understanding and writes its
// weights. The same rows always give the same weights.
import { readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { listFacts, singleFacts } from "../../../flows/facts.ts";
import { safetySignals } from "../../../flows/signals.ts";
import { standings } from "../context.ts";
import { readRows } from "../eval.ts";
import { findings } from "../findings.ts";
import { askedOf, lexiconOf } from "../lines.ts";
import type { Row } from "../score.ts";
import { settle } from "../settle.ts";
import { plain, tokenise } from "../tokens.ts";
import type { ClassifierSource } from "./classifier.ts";
import { nameOf } from "./classifier.ts";
import { skips, statesAny } from "./facts.ts";
import type { Take } from "./features.ts";
import { eachFeature } from "./features.ts";
import type { Lesson } from "./learn.ts";
import { kept, learn, likelihoods, tidy } from "./learn.ts";
import { candidatesIn, candidateWords, mentioned } from "./mentions.ts";
import { sceneOf } from "./weigh.ts";

/** Facts weighed in the whole of a message. Ages, places and ways of paying are judged where they stand (mentions.ts). */
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
/** `suicide` is either tier of it, `suicide_explicit` tells which. */
const signals = [
  "suicide",
  "suicide_explicit",
  "self_harm",
  "danger_now",
  "sexual_abuse",
  "carer_is_abuser",
  "honour",
  "correction",
  "stuck",
  "human",
  "abuse_of_bot",
] as const;

/** What the classifier can find, in the order of its file. */
const findable: readonly string[] = [
  ...weighed.flatMap((fact) => singleFacts[fact].map((value) => `${fact}=${value}`)),
  ...listFacts.demand.map((value) => `demand=${value}`),
  ...signals.map((signal) => `signal ${signal}`),
  statesAny,
  skips,
];
const allPlaces = [...findable.keys()];
const signalPlaces = allPlaces.filter((at) => findable[at]?.startsWith("signal "));

const folds = 5;
// A fact counts from the likelihood that reads unseen rows best.
const factThresholds = [0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6];
// A signal counts from the likelihood that flags at most this share of the unseen rows without it.
const falseAlarms = 0.005;
// Where suicide is heard at all, from this likelihood on it may be said outright.
const explicitFrom = 0.25;
const signalThresholds = { least: 0.03, most: 0.4 };

// Rows the rules were written against (rows-*) say nothing of how far the rules can be trusted: they teach words only.
// Rows the rules were not written against (taught-*) teach that too. In signals-* only signals are labelled.
const rowFiles = /^(rows|signals|taught)-.*\.jsonl$/;
const here = dirname(fileURLToPath(import.meta.url));
const rowsFolder = join(here, "../../../../tests/understanding");

type RowLesson = Lesson & { readonly taught: boolean };

/** A row as the classifier will see it, with what the rules make of it. */
function seen(row: Row) {
  const lexicon = lexiconOf(row.language);
  const words = plain(row.text);
  const tokens = tokenise(words, lexicon.spelling);
  const around = standings(tokens, lexicon);
  const asked = askedOf(row.asked)?.question ?? "none";
  const found = findings(tokens, around, words, asked, lexicon);
  return {
    read: { tokens, standings: around, asked, found },
    settled: settle(found, asked),
    kinds: lexicon.kinds,
  };
}

function messageLessons(row: Row, file: string): RowLesson[] {
  const { read, settled, kinds } = seen(row);
  const scene = sceneOf(read, settled);
  const taught = isTaught(file);
  const features = named((take) => eachFeature(taught ? scene : { ...scene, read: [] }, kinds, take));
  const truths = findable.flatMap((finding, at) => (isTrue(row, finding) ? [at] : []));
  return [
    {
      features,
      words: scene.tokens.length,
      truths,
      labelled: isSignals(file) ? signalPlaces : allPlaces,
      taught,
    },
  ];
}

function mentionLessons(row: Row, file: string): RowLesson[] {
  if (isSignals(file)) return [];
  const { read, settled, kinds } = seen(row);
  const taught = isTaught(file);
  return candidatesIn(read, String(settled.facts.role ?? "none"), kinds).map(
    ({ fact, value, eachFeature }) => {
      const place = mentioned.indexOf(fact);
      const is = isTrue(row, `${fact}=${value}`);
      const features = named(eachFeature).filter((feature) => taught || !feature.startsWith("="));
      return { features, words: candidateWords, truths: is ? [place] : [], labelled: [place], taught };
    },
  );
}

/** The names of the features handed over, each once. */
function named(each: (take: Take) => void): string[] {
  const names = new Set<string>();
  each((_at, ...parts) => names.add(nameOf(...parts)));
  return [...names];
}

const isTaught = (file: string) => file.startsWith("taught");
const isSignals = (file: string) => file.startsWith("signals");

function isTrue({ facts, signals: heard }: Row, finding: string): boolean {
  const [fact = "", value] = finding.split("=");
  if (finding === statesAny) return Object.keys(facts).length > 0;
  if (finding === skips) return Object.values(facts).includes("skipped");
  if (finding === "signal suicide") return heard.some((signal) => signal.startsWith("suicide"));
  if (value === undefined) return heard.includes(finding.slice("signal ".length));
  return [facts[fact] ?? []].flat().includes(value);
}

function lessonsOf(language: string, lessonsIn: (row: Row, file: string) => RowLesson[]): RowLesson[] {
  const files = readdirSync(rowsFolder).filter((file) => rowFiles.test(file));
  return files.sort().flatMap((file) => {
    const rows = readRows(join(rowsFolder, file)).filter((row) => row.language === language);
    return rows.flatMap((row) => lessonsIn(row, file));
  });
}

type Unseen = { readonly lesson: RowLesson; readonly likely: Float64Array };

/** What models that have not seen a taught row make of it. */
function readUnseen(lessons: readonly RowLesson[], findings: readonly string[]): Unseen[] {
  const taught = lessons.filter((lesson) => lesson.taught);
  const rest = lessons.filter((lesson) => !lesson.taught);
  return Array.from({ length: folds }, (_, fold) => {
    const model = learn([...rest, ...taught.filter((_, at) => at % folds !== fold)], findings);
    const left = taught.filter((_, at) => at % folds === fold);
    return left.map((lesson) => ({ lesson, likely: likelihoods(model, lesson) }));
  }).flat();
}

/** From which likelihood a fact is read best: the same for all its values. */
function factThreshold(fact: string, findings: readonly string[], unseen: readonly Unseen[]): number {
  const places = [...findings.keys()].filter((at) => findings[at]?.split("=")[0] === fact);
  const heard = places.flatMap((at) => heardOf(at, unseen));
  const all = heard.filter((one) => one.is).length;
  const gain = (threshold: number) => {
    const said = heard.filter((one) => one.likely >= threshold);
    return said.filter((one) => one.is).length / (said.length + all || 1);
  };
  return factThresholds.reduce((best, threshold) => (gain(threshold) > gain(best) ? threshold : best));
}

/** From which likelihood a signal seldom alarms without cause. */
function signalThreshold(finding: number, unseen: readonly Unseen[]): number {
  const quiet = heardOf(finding, unseen).filter((one) => !one.is);
  const loudest =
    quiet.map((one) => one.likely).sort((a, b) => b - a)[Math.floor(quiet.length * falseAlarms)] ?? 0;
  const name = findable[finding]?.slice("signal ".length) ?? "";
  if (!safetySignals.some((signal) => name.startsWith("suicide") || signal === name))
    return signalThresholds.most;
  const threshold = name === "suicide_explicit" ? explicitFrom : loudest;
  return Math.min(signalThresholds.most, Math.max(signalThresholds.least, threshold));
}

function heardOf(finding: number, unseen: readonly Unseen[]): { likely: number; is: boolean }[] {
  const labelled = unseen.filter(({ lesson }) => lesson.labelled.includes(finding));
  return labelled.map(({ lesson, likely }) => ({
    likely: likely[finding] as number,
    is: lesson.truths.includes(finding),
  }));
}

/** Trains on the lessons and says how well rows are read that it has not seen. */
function trained(findings: readonly string[], lessons: readonly RowLesson[]): ClassifierSource {
  const unseen = readUnseen(lessons, findings);
  const thresholds = findings.map((finding, at) => {
    const threshold = finding.startsWith("signal ")
      ? signalThreshold(at, unseen)
      : factThreshold(finding.split("=")[0] ?? "", findings, unseen);
    return Number(threshold.toFixed(2));
  });
  const model = learn(lessons, findings);
  process.stdout.write(`${lessons.length} lessons, of which ${unseen.length} read unseen:\n`);
  for (const [at, finding] of findings.entries()) {
    const heard = heardOf(at, unseen);
    const said = heard.filter((one) => one.likely >= (thresholds[at] as number));
    const right = said.filter((one) => one.is).length;
    const all = heard.filter((one) => one.is).length;
    process.stdout.write(
      `  ${finding.padEnd(28)}from ${thresholds[at]?.toFixed(2)}: ${right} of ${all} heard, ${said.length - right} wrongly\n`,
    );
  }
  return { findings: [...findings], bias: [...model.bias].map(tidy), thresholds, weights: kept(model) };
}

for (const language of ["en", "cy"]) {
  process.stdout.write(`${language}\n`);
  const messages = trained(findable, lessonsOf(language, messageLessons));
  const mentions = trained(mentioned, lessonsOf(language, mentionLessons));
  const file = join(here, `../../languages/${language}/understand/classifier.json`);
  // A feature a line, so that a change can be seen.
  const text = JSON.stringify({ messages, mentions }).replaceAll('],"', '],\n"').replaceAll(':{"', ':{\n"');
  writeFileSync(file, `${text}\n`);
}
