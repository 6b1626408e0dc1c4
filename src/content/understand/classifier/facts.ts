// Facts as the classifier weighs them: of each fact the likeliest value, if it is likely enough.
import { listFacts } from "../../../flows/facts.ts";
import type { Settled } from "../settle.ts";
import type { Classifier, Feature } from "./classifier.ts";
import { loudest } from "./classifier.ts";

/** What the classifier makes of a message. */
export type Heard = { readonly features: ReadonlySet<Feature>; readonly likely: Float64Array };

/** The finding that a message states anything at all. */
export const statesAny = "states";
/** The finding that the question asked is declined. */
export const skips = "skips";

// A message that seems to state nothing has to say a thing plainly to be taken to say it.
const plainly = 0.6;
const seems = 0.5;

/** Puts the facts the classifier hears in the place of those the rules read. */
export function weighFacts(settled: Settled, { features, likely }: Heard, classifier: Classifier): void {
  const at = (finding: string) => likely[classifier.findings.indexOf(finding)] ?? 0;
  const least = at(statesAny) < seems ? plainly : 0;
  const best = new Map<string, { value: string; place: number }>();
  const lists = new Map<string, string[]>();
  for (const [place, finding] of classifier.findings.entries()) {
    const [fact = "", value] = finding.split("=");
    if (value === undefined) continue;
    delete settled.facts[fact];
    const said = likely[place] as number;
    if (said < Math.max(least, classifier.thresholds[place] as number)) continue;
    if (Object.hasOwn(listFacts, fact)) lists.set(fact, [...(lists.get(fact) ?? []), value]);
    const rival = best.get(fact);
    if (!rival || said > (likely[rival.place] as number)) best.set(fact, { value, place });
  }
  for (const [fact, { value, place }] of best) {
    settled.facts[fact] = lists.get(fact) ?? value;
    const found = `${fact}=${value}`;
    if (!settled.reasons.some((reason) => reason.found === found))
      settled.reasons.push({
        found,
        rule: "classifier",
        words: loudest(features, place),
      });
  }
  const skipsAt = classifier.findings.indexOf(skips);
  if (best.size === 0 && at(skips) >= (classifier.thresholds[skipsAt] ?? 1)) {
    settled.skips = true;
    settled.reasons.push({
      found: "skipped",
      rule: "classifier",
      words: loudest(features, skipsAt),
    });
  }
}
