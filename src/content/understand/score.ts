// Scores readings against labelled rows: counts, confusions and every miss with its reason.
import { listFacts, singleFacts } from "../../flows/facts.ts";
import { safetySignals } from "../../flows/signals.ts";
import type { Reading } from "./reading.ts";

/** A labelled message (the schema of the evaluation files). */
export type Row = {
  readonly id: string;
  readonly text: string;
  readonly asked: string | null;
  readonly language: string;
  readonly facts: Readonly<Record<string, string | readonly string[]>>;
  readonly signals: readonly string[];
  readonly kind: "opening" | "answer" | "signal" | "hard_negative" | "command" | "chat";
};

/** Right, wrongly said, and missed. */
export type Tally = { right: number; extra: number; missed: number };

export type Miss = { readonly row: Row; readonly what: string; readonly why: string };

export type Score = {
  rows: number;
  readonly facts: Map<string, Tally>;
  readonly signals: Map<string, Tally>;
  /** Facts by the kind of row. */
  readonly kinds: Map<string, Tally>;
  readonly confusions: Map<string, number>;
  readonly misses: Miss[];
  /** Rows that state no fact, and how many of them had one read into them. */
  empty: number;
  invented: number;
  underReadAsAdult: number;
  /** paid and shared: labelled and read, and read the other way round. */
  polar: number;
  polarityErrors: number;
  hardNegatives: number;
  falseAlarms: number;
  /** Openings, answers and chat that say nothing of danger, and those in which it was heard all the same. */
  ordinary: number;
  ordinaryAlarms: number;
};

const factIds = [...Object.keys(singleFacts), ...Object.keys(listFacts), "platforms"];
/** Signs of danger. That somebody is under 13 is no alarm by itself. */
const safety: readonly string[] = safetySignals.filter((signal) => signal !== "under_13");

const ordinaryKinds: readonly Row["kind"][] = ["opening", "answer", "chat"];

export function emptyScore(): Score {
  return {
    rows: 0,
    facts: new Map(),
    signals: new Map(),
    kinds: new Map(),
    confusions: new Map(),
    misses: [],
    empty: 0,
    invented: 0,
    underReadAsAdult: 0,
    polar: 0,
    polarityErrors: 0,
    hardNegatives: 0,
    falseAlarms: 0,
    ordinary: 0,
    ordinaryAlarms: 0,
  };
}

/** The facts of a reading as the labels write them: a declined question is `skipped`. */
export function labelled(reading: Reading, asked: string | null): Record<string, string | readonly string[]> {
  const facts = { ...reading.facts } as Record<string, string | readonly string[]>;
  if (reading.skipped && asked !== null && facts[asked] === undefined) facts[asked] = "skipped";
  return facts;
}

/** Adds one row to the score. */
export function count(score: Score, row: Row, reading: Reading): void {
  score.rows++;
  const said = labelled(reading, row.asked);
  const kind = tallyOf(score.kinds, row.kind);
  const because = (found: string) => {
    const reason = reading.reasons.find((one) => one.found === found);
    return reason ? `${reason.rule}: "${reason.words}"` : "no rule";
  };
  for (const fact of factIds) {
    const wanted = [row.facts[fact] ?? []].flat();
    const got = [said[fact] ?? []].flat();
    for (const value of wanted) {
      const hit = got.includes(value);
      for (const tally of [tallyOf(score.facts, fact), kind]) hit ? tally.right++ : tally.missed++;
      if (!hit)
        score.misses.push({
          row,
          what: `missed ${fact}=${value}`,
          why: got.length ? `read ${got}` : "no rule fitted",
        });
      if (!hit && got.length > 0) {
        const pair = `${fact}: ${value} read as ${got}`;
        score.confusions.set(pair, (score.confusions.get(pair) ?? 0) + 1);
      }
    }
    for (const value of got)
      if (!wanted.includes(value)) {
        for (const tally of [tallyOf(score.facts, fact), kind]) tally.extra++;
        const why = because(value === "skipped" ? "skipped" : `${fact}=${value}`);
        score.misses.push({ row, what: `extra ${fact}=${value}`, why });
      }
    if ((fact === "paid" || fact === "shared") && row.facts[fact] !== undefined) {
      score.polar++;
      const opposite = { yes: "no", no: "yes", threatened: "posted", posted: "threatened" }[
        String(row.facts[fact])
      ];
      if (opposite !== undefined && said[fact] === opposite) score.polarityErrors++;
    }
  }
  if (Object.keys(row.facts).length === 0) {
    score.empty++;
    if (Object.keys(said).length > 0) score.invented++;
  }
  if ((row.facts.age === "under_13" || row.facts.age === "13_to_17") && said.age === "adult")
    score.underReadAsAdult++;
  for (const signal of new Set([...row.signals, ...reading.signals])) {
    const tally = tallyOf(score.signals, signal);
    const wanted = row.signals.includes(signal);
    const got = (reading.signals as readonly string[]).includes(signal);
    if (wanted && got) tally.right++;
    else if (wanted) {
      tally.missed++;
      score.misses.push({ row, what: `missed signal ${signal}`, why: "no rule fitted" });
    } else {
      tally.extra++;
      score.misses.push({ row, what: `extra signal ${signal}`, why: because(`signal ${signal}`) });
    }
  }
  const alarms = reading.signals.filter((signal) => safety.includes(signal) && !row.signals.includes(signal));
  if (row.kind === "hard_negative") {
    score.hardNegatives++;
    if (alarms.length > 0) score.falseAlarms++;
  } else if (ordinaryKinds.includes(row.kind) && !row.signals.some((signal) => safety.includes(signal))) {
    score.ordinary++;
    if (alarms.length > 0) score.ordinaryAlarms++;
  }
}

function tallyOf(map: Map<string, Tally>, key: string): Tally {
  const known = map.get(key) ?? { right: 0, extra: 0, missed: 0 };
  map.set(key, known);
  return known;
}

/** Precision, recall and F1 of a tally; 1 where there was nothing to find. */
export function rates({ right, extra, missed }: Tally): { precision: number; recall: number; f1: number } {
  const precision = right + extra === 0 ? 1 : right / (right + extra);
  const recall = right + missed === 0 ? 1 : right / (right + missed);
  return {
    precision,
    recall,
    f1: right === 0 ? (extra + missed === 0 ? 1 : 0) : (2 * precision * recall) / (precision + recall),
  };
}
