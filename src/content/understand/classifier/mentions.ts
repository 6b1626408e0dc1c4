// Ages, places and ways of paying stand in the text as they are; what has to be judged is whether they are meant: whose age,
// where who lives, paid or only asked for. Each candidate the rules found is weighed by what stands round it.
import { doubtBetween, factInDoubt, ordinary } from "../../../flows/doubts.ts";
import { listFacts } from "../../../flows/facts.ts";
import type { Doubt } from "../../../flows/types.ts";
import type { Finding } from "../findings.ts";
import type { Settled } from "../settle.ts";
import { banded } from "../settle.ts";
import type { Classifier } from "./classifier.ts";
import { classify, hitsOf } from "./classifier.ts";
import type { Take } from "./features.ts";
import { ruled } from "./features.ts";
import type { Kinds } from "./kinds.ts";
import type { Read } from "./weigh.ts";

/** Facts read by weighing candidates. */
export const mentioned = ["age", "nation", "paid_by"] as const;
export type Mentioned = (typeof mentioned)[number];

/** One value a message may state of a fact, with what speaks for it. */
export type Candidate = {
  readonly fact: Mentioned;
  readonly value: string;
  /** Hands over every feature that speaks for or against it. */
  readonly eachFeature: (take: Take) => void;
  readonly words: string;
  /** A rule that says it outright needs no weighing. */
  readonly outright: boolean;
};

// A rule this heavy says it outright ("turning 18 in 2 months").
const outright = 4;

const reach = 4;
const farReach = 30;
/** A candidate has about as many features as a message of so many words. */
export const candidateWords = 6;

/** Every value of these facts that stands in the message. */
export function candidatesIn(read: Read, role: string, kinds: Kinds): Candidate[] {
  const asked = ordinary(read.asked);
  const found = new Map<string, { fact: Mentioned; value: string; findings: Finding[] }>();
  for (const fact of mentioned) {
    const explained = explainedTokens(fact, read.found);
    for (const finding of read.found) {
      if (finding.rule.hint && explained.has(finding.match.head)) continue;
      for (const value of valuesOf(finding, fact)) {
        const one = found.get(`${fact}=${value}`) ?? { fact, value, findings: [] };
        found.set(`${fact}=${value}`, one);
        one.findings.push(finding);
      }
    }
  }
  const all = [...found.values()];
  return all.map(({ fact, value, findings }) => ({
    fact,
    value,
    words: findings[0]?.words ?? "",
    outright: findings.some(({ rule }) => !rule.hint && (rule.weight ?? 1) >= outright),
    eachFeature: (take) => {
      const rivals = all.filter((one) => one.fact === fact).length - 1;
      const put = (...parts: [string, string?, string?]) => take(-1, fact, ...parts);
      put("asked", asked);
      put("role", role);
      put("role", role, value);
      put("rivals", String(rivals));
      put("value", value);
      put("size", read.tokens.length < 4 ? "short" : "long");
      for (const finding of findings) {
        // What the rules make of it; said so, as in a whole message.
        take(-1, ruled, fact, finding.rule.id);
        take(-1, ruled, fact, finding.rule.id, asked);
        for (const one of contextOf(finding, read, kinds)) {
          put(one);
          put(one, "role", role);
          put(one, "asked", asked);
        }
      }
    },
  }));
}

/** A bare number that a rule makes something of ("turning 18") says nothing by itself: the tokens so explained. */
function explainedTokens(fact: Mentioned, found: readonly Finding[]): ReadonlySet<number> {
  const explained = new Set<number>();
  for (const finding of found)
    if (!finding.rule.hint && valuesOf(finding, fact).length > 0)
      for (let at = finding.match.from; at < finding.match.to; at++) explained.add(at);
  return explained;
}

function valuesOf({ rule, match }: Finding, fact: Mentioned): readonly string[] {
  if (Object.hasOwn(listFacts, fact)) return rule.lists?.[fact as "paid_by"] ?? [];
  const value = banded(rule.facts?.[fact as "age"] ?? "", match.number);
  return value ? [value] : [];
}

/** The words round a candidate, by kind and place, and how it stands. */
function contextOf({ match }: Finding, { tokens, standings }: Read, kinds: Kinds): string[] {
  const kindAt = (at: number): string => {
    const token = tokens[at];
    if (!token) return at < 0 ? "^" : "$";
    if (token.number !== undefined) return "#";
    return kinds.nameOf.get(token.word) ?? token.word;
  };
  const context: string[] = [];
  const before: string[] = [];
  for (let at = match.from - 1; before.length < reach && at >= -1; at--) {
    before.push(kindAt(at));
    if (tokens[at + 1]?.gap === 2) break;
  }
  const after: string[] = [];
  for (let at = match.to; after.length < reach && at <= tokens.length; at++) {
    if (tokens[at]?.gap === 2) break;
    after.push(kindAt(at));
  }
  const [left = "<", farLeft = "<"] = before;
  const [right = ">", farRight = ">"] = after;
  context.push(
    `L ${left}`,
    `R ${right}`,
    `L ${farLeft} ${left}`,
    `R ${right} ${farRight}`,
    `${left} * ${right}`,
  );
  context.push(...before.map((one) => `left ${one}`), ...after.map((one) => `right ${one}`));
  context.push(`gap ${tokens[match.from]?.gap} ${tokens[match.to]?.gap ?? 2}`);
  const standing = standings[match.head];
  if (standing)
    context.push(`subject ${standing.subject}`, `not ${standing.negated}`, `unreal ${standing.unreal}`);
  for (let at = match.from - 1; at >= Math.max(0, match.from - farReach); at--) {
    const group = kinds.groupOf.get(kindAt(at));
    if (group !== "person" && group !== "self") continue;
    context.push(`after ${kindAt(at)}`);
    break;
  }
  if (match.from === 0) context.push("first");
  if (match.to === tokens.length) context.push("last");
  return context;
}

// An adult's age is not taken where a younger one may be meant: that would be the worst mistake of all.
const maybeYounger = 0.1;
// What the rules are in doubt about stays so, unless one reading is as likely as this.
const surely = 0.98;
const close = 0.15;

/** Ages, places and ways of paying, each as far as it is meant. */
export function weighMentions(settled: Settled, read: Read, classifier: Classifier, kinds: Kinds): void {
  const candidates = candidatesIn(read, String(settled.facts.role ?? "none"), kinds);
  const inDoubt = settled.doubts.find((one) => factInDoubt(one) === "age");
  settled.doubts = settled.doubts.filter((one) => one !== inDoubt);
  for (const [place, fact] of mentioned.entries()) {
    delete settled.facts[fact];
    const weighed = candidates
      .filter((one) => one.fact === fact)
      .map((one) => ({ ...one, likely: likelihoodOf(one, place, classifier) }))
      .sort((a, b) => b.likely - a.likely);
    const heard = weighed.filter(({ likely }) => likely >= (classifier.thresholds[place] as number));
    const isList = Object.hasOwn(listFacts, fact);
    const doubt = fact === "age" ? ageDoubt(weighed, inDoubt) : undefined;
    if (doubt) {
      settled.doubts.push(doubt);
      continue;
    }
    for (const { value, words } of isList ? heard : heard.slice(0, 1)) {
      settled.facts[fact] = isList ? [...(settled.facts[fact] ?? []), value] : value;
      settled.reasons.push({ found: `${fact}=${value}`, rule: "classifier", words });
    }
  }
}

/** Two ages that may both be meant, or an adult's where a younger one may be. */
function ageDoubt(
  [best, ...rest]: readonly { value: string; likely: number; outright: boolean }[],
  inDoubt: Doubt | undefined,
): Doubt | undefined {
  if (!best || (best.outright && best.value !== "adult")) return undefined;
  if (inDoubt && best.likely < surely) return inDoubt;
  const rival = rest.find(({ value, likely }) =>
    best.value === "adult" ? likely >= maybeYounger : value === "adult" && best.likely - likely <= close,
  );
  return rival && doubtBetween("age", best.value, rival.value);
}

function likelihoodOf({ eachFeature, outright }: Candidate, place: number, classifier: Classifier): number {
  if (outright) return 1;
  const features = new Set(hitsOf(eachFeature, classifier).map(({ feature }) => feature));
  return classify(features, candidateWords, classifier)[place] as number;
}
