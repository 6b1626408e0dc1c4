// Facts as the classifier weighs them: of each fact the likeliest value, if it is likely enough; a question back where two are.
import { doubtBetween, factInDoubt } from "../../../flows/doubts.ts";
import { listFacts } from "../../../flows/facts.ts";
import type { Doubt } from "../../../flows/types.ts";
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
// In an answer, what no rule read has to be more likely than not: much is said there that is no answer.
const alone = 0.5;
// Two readings both this likely, and no further apart than this, are worth a short question back.
const worthAsking = ["paid", "shared", "offender"];
const likelyEnough = 0.3;
const close = 0.15;
// What the rules are in doubt about stays so where it was asked, or unless one reading is as likely as this.
const surely = 0.95;

/** A value of a fact, where it stands among the findings, and how likely it is. */
type Reading = { readonly value: string; readonly place: number; readonly likely: number };

/** Puts the facts the classifier hears in the place of those the rules read. */
export function weighFacts(
  settled: Settled,
  { features, likely }: Heard,
  asked: string | undefined,
  classifier: Classifier,
): void {
  const placeOf = (finding: string) => classifier.findings.indexOf(finding);
  const counts = ({ place, likely }: Reading) => likely >= (classifier.thresholds[place] as number);
  const because = (found: string, place: number) => {
    if (!settled.reasons.some((reason) => reason.found === found))
      settled.reasons.push({ found, rule: "classifier", words: loudest(features, place) });
  };
  const least = (likely[placeOf(statesAny)] ?? 1) < seems ? plainly : 0;
  const unruled = asked === undefined || asked === "role" ? least : Math.max(least, alone);
  const ruled = settled.doubts;
  settled.doubts = ruled.filter((doubt) => factInDoubt(doubt) === "age");
  for (const [fact, readings] of readingsOf(classifier, likely)) {
    const rules = [settled.facts[fact] ?? []].flat();
    delete settled.facts[fact];
    const heard = readings.filter(
      (reading) => reading.likely >= (rules.includes(reading.value) ? least : unruled) && counts(reading),
    );
    const inDoubt = ruled.find((doubt) => factInDoubt(doubt) === fact);
    const doubt = fact === asked && inDoubt ? inDoubt : doubtOf(fact, readings, inDoubt);
    const isList = Object.hasOwn(listFacts, fact);
    const said = isList ? heard : heard.slice(0, 1);
    if (doubt && (heard.length > 0 || least === 0)) {
      settled.doubts.push(doubt);
      for (const { value, place } of readings.slice(0, 2)) because(`perhaps ${fact}=${value}`, place);
    } else if (said[0]) {
      settled.facts[fact] = isList ? said.map(({ value }) => value) : said[0].value;
      for (const { value, place } of said) because(`${fact}=${value}`, place);
    }
  }
  const skipped = placeOf(skips);
  const declines = (likely[skipped] ?? 0) >= (classifier.thresholds[skipped] ?? 1);
  if (declines && Object.keys(settled.facts).length === 0) {
    settled.skips = true;
    because("skipped", skipped);
  }
}

/** The values of each fact, the likeliest first. */
function readingsOf({ findings }: Classifier, likely: Float64Array): Map<string, Reading[]> {
  const readings = new Map<string, Reading[]>();
  for (const [place, finding] of findings.entries()) {
    const [fact = "", value] = finding.split("=");
    if (value === undefined) continue;
    const all = readings.get(fact) ?? [];
    readings.set(fact, all);
    all.push({ value, place, likely: likely[place] as number });
  }
  for (const all of readings.values()) all.sort((a, b) => b.likely - a.likely);
  return readings;
}

/** The doubt between the two likeliest values, or the one the rules had; none where one is sure or neither is likely. */
function doubtOf(
  fact: string,
  [best, second]: readonly Reading[],
  inDoubt: Doubt | undefined,
): Doubt | undefined {
  if (!best || !second || !worthAsking.includes(fact)) return undefined;
  if (inDoubt && best.likely < surely) return inDoubt;
  const isClose = second.likely >= likelyEnough && best.likely - second.likely <= close;
  return isClose ? doubtBetween(fact, best.value, second.value) : undefined;
}
