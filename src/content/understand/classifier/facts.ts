// Facts as the classifier weighs them: of each fact the likeliest value, if it is likely enough.
import { doubtBetween } from "../../../flows/doubts.ts";
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
// Two readings both this likely, and no further apart than this, are worth a short question back.
const worthAsking = ["paid", "shared", "offender"];
const likelyEnough = 0.3;
const close = 0.15;

/** Puts the facts the classifier hears in the place of those the rules read. */
export function weighFacts(settled: Settled, { features, likely }: Heard, classifier: Classifier): void {
  const at = (finding: string) => likely[classifier.findings.indexOf(finding)] ?? 0;
  const least = at(statesAny) < seems ? plainly : 0;
  const heard = new Map<string, { value: string; place: number; said: number }[]>();
  for (const [place, finding] of classifier.findings.entries()) {
    const [fact = "", value] = finding.split("=");
    if (value === undefined) continue;
    delete settled.facts[fact];
    const said = likely[place] as number;
    if (said >= Math.max(least, Math.min(likelyEnough, classifier.thresholds[place] as number)))
      heard.set(fact, [...(heard.get(fact) ?? []), { value, place, said }]);
  }
  for (const [fact, values] of heard) {
    const [best, second] = values.sort((a, b) => b.said - a.said);
    if (!best) continue;
    const isDoubtful = second && second.said >= likelyEnough && best.said - second.said <= close;
    const doubt = isDoubtful && worthAsking.includes(fact) && doubtBetween(fact, best.value, second.value);
    const sure = values.filter(({ place, said }) => said >= (classifier.thresholds[place] as number));
    if (doubt) settled.doubts.push(doubt);
    else if (sure.length > 0)
      settled.facts[fact] = Object.hasOwn(listFacts, fact) ? sure.map(({ value }) => value) : best.value;
    for (const { value, place } of doubt
      ? [best, second]
      : sure.slice(0, Object.hasOwn(listFacts, fact) ? 9 : 1)) {
      const found = `${doubt ? "perhaps " : ""}${fact}=${value}`;
      if (!settled.reasons.some((reason) => reason.found === found))
        settled.reasons.push({ found, rule: "classifier", words: loudest(features, place) });
    }
  }
  const skipsAt = classifier.findings.indexOf(skips);
  if (Object.keys(settled.facts).length === 0 && at(skips) >= (classifier.thresholds[skipsAt] ?? 1)) {
    settled.skips = true;
    settled.reasons.push({
      found: "skipped",
      rule: "classifier",
      words: loudest(features, skipsAt),
    });
  }
}
