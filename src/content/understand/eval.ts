// `npm run eval [files]`: scores `understand` on labelled rows; `--misses` lists every miss with its reason.
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { understand } from "./index.ts";
import { askedOf, lexiconOf } from "./lines.ts";
import type { Row, Score, Tally } from "./score.ts";
import { count, emptyScore, rates } from "./score.ts";

/** Reads labelled rows, one JSON object a line. */
export function readRows(file: string): Row[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line.trim()).map((line) => JSON.parse(line) as Row);
}

/** The score of these rows. */
export function scoreRows(rows: readonly Row[]): Score {
  const score = emptyScore();
  for (const row of rows)
    count(score, row, understand(row.text, askedOf(row.asked), lexiconOf(row.language)));
  return score;
}

function table(title: string, tallies: ReadonlyMap<string, Tally>): string[] {
  const rows = [...tallies]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, tally]) => {
      const { precision, recall, f1 } = rates(tally);
      const figures = [precision, recall, f1].map((rate) => rate.toFixed(3)).join("  ");
      return `  ${name.padEnd(20)}${String(tally.right + tally.missed).padStart(6)}  ${figures}`;
    });
  return [`${title.padEnd(22)}support  prec.  recall  F1`, ...rows];
}

function report(score: Score, misses: boolean): string {
  const share = (part: number, whole: number) =>
    `${part} of ${whole} (${((100 * part) / Math.max(whole, 1)).toFixed(1)} %)`;
  return [
    `${score.rows} rows`,
    ...table("facts", score.facts),
    ...table("signals", score.signals),
    ...table("facts by kind of row", score.kinds),
    `invented facts: ${share(score.invented, score.empty)}`,
    `under 18 read as adult: ${score.underReadAsAdult}`,
    `paid or shared the wrong way round: ${share(score.polarityErrors, score.polar)}`,
    `false alarms on hard negatives: ${share(score.falseAlarms, score.hardNegatives)}`,
    `false alarms on ordinary messages: ${share(score.ordinaryAlarms, score.ordinary)}`,
    "worst confusions",
    ...[...score.confusions]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 12)
      .map(([pair, times]) => `  ${times} × ${pair}`),
    ...(misses
      ? score.misses.map(
          ({ row, what, why }) => `${row.id} [${row.asked ?? "-"}] ${row.text}\n    ${what} (${why})`,
        )
      : []),
  ].join("\n");
}

if (import.meta.main) {
  const rows = join(dirname(fileURLToPath(import.meta.url)), "../../../tests/understanding");
  const named = process.argv.slice(2).filter((word) => !word.startsWith("--"));
  const files = named.length
    ? named
    : readdirSync(rows)
        .filter((file) => file.endsWith(".jsonl"))
        .map((file) => join(rows, file));
  for (const file of files) {
    // The blind rows are never listed: looking at their misses while tuning would spoil them.
    const misses = process.argv.includes("--misses") && !basename(file).startsWith("blind");
    process.stdout.write(`${file}\n${report(scoreRows(readRows(file)), misses)}\n\n`);
  }
}
