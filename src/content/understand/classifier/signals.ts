// Signals as the classifier hears them: added to those the rules found, never taken away.
import type { Signal } from "../../../flows/signals.ts";
import { safetySignals } from "../../../flows/signals.ts";
import type { Settled } from "../settle.ts";
import type { Classifier, Feature, Hit } from "./classifier.ts";
import { classify, loudest } from "./classifier.ts";
import type { Heard } from "./facts.ts";

// Distress drowns in a long message: signals are listened for in pieces that overlap.
const piece = 40;
const step = 20;
// A single word says too little to raise an alarm by likelihood alone.
const fewest = 3;
// From this likelihood on an explicit sign of suicide is not mistaken for a possible one.
const surely = 0.6;

/** A message in which signals are listened for: what the whole of it says, and which features stand where. */
type Told = { readonly heard: Heard; readonly hits: readonly Hit[]; readonly words: number };

/** Adds the signals the classifier hears, in the whole of a short message or in any piece of a long one. */
export function weighSignals(settled: Settled, told: Told, classifier: Classifier): void {
  if (told.words < fewest) return;
  const speaksOfDanger = () => safetySignals.some((signal) => settled.signals.has(signal));
  const plain = speaksOfDanger();
  // What is plainly a possible sign is not made an explicit one by a guess.
  const possible = settled.signals.has("suicide_possible");
  for (const { features, likely } of piecesOf(told, classifier)) {
    const heard = classifier.findings.filter(
      (finding, place) =>
        finding.startsWith("signal ") &&
        (likely[place] as number) >= (classifier.thresholds[place] as number),
    );
    for (const finding of heard) {
      const signal = signalOf(finding, heard);
      if (!signal || settled.signals.has(signal)) continue;
      const place = classifier.findings.indexOf(finding);
      const guess = signal === "suicide_explicit" && (likely[place] as number) < surely;
      if (guess && possible) continue;
      settled.signals.add(signal);
      settled.reasons.push({
        found: `signal ${signal}`,
        rule: "classifier",
        words: loudest(features, place),
      });
      // Nearly as likely only thought of: the direct question is worth asking all the same.
      if (guess) settled.tierUnsure = true;
    }
  }
  // Whoever writes for somebody else, and says nothing of themselves that the rules could hear, speaks of the other.
  if (!plain && speaksOfDanger() && settled.facts.role === "supporter") settled.aboutOther = true;
}

function piecesOf({ heard, hits, words }: Told, classifier: Classifier): Heard[] {
  if (words <= piece) return [heard];
  const starts = Array.from({ length: Math.ceil((words - step) / step) }, (_, at) => at * step);
  const pieces = starts.map(() => new Set<Feature>());
  for (const { at, feature } of hits) {
    // A piece begins every `step` words, so a word lies in this one and in the one before. What is said of the whole
    // message is said of every piece.
    const last = Math.floor(at / step);
    if (at < 0) for (const features of pieces) features.add(feature);
    else for (let one = last; one > last - piece / step; one--) pieces[one]?.add(feature);
  }
  return pieces.map((features) => ({ features, likely: classify(features, piece, classifier) }));
}

/** Which signal a finding is. "signal suicide" is either tier; the explicit one counts only where that is heard too. */
function signalOf(finding: string, heard: readonly string[]): Signal | undefined {
  const name = finding.slice("signal ".length);
  if (name === "suicide") return heard.includes("signal suicide_explicit") ? undefined : "suicide_possible";
  if (name === "suicide_explicit" && !heard.includes("signal suicide")) return undefined;
  return name as Signal;
}
