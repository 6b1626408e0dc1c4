// From everything that was found to what the message says: one value a fact, the heaviest and safest reading.
import { doubtBetween, factInDoubt, ordinary } from "../../flows/doubts.ts";
import type { Facts } from "../../flows/facts.ts";
import type { Question } from "../../flows/questions.ts";
import { asksBack, questions } from "../../flows/questions.ts";
import type { Signal } from "../../flows/signals.ts";
import { safetySignals, signals } from "../../flows/signals.ts";
import type { Doubt } from "../../flows/types.ts";
import type { Finding } from "./findings.ts";
import type { Reason } from "./reading.ts";

/** What the findings come to, before the button, number and label readings are laid over it. */
export type Settled = {
  facts: Record<string, string | readonly string[]>;
  signals: Set<Signal>;
  aboutOther: boolean;
  skips: boolean;
  choice?: string;
  language?: string;
  /** Facts left out because two readings of them weigh nearly the same. */
  doubts: Doubt[];
  /** An explicit sign of suicide that may be only a possible one: both stand. */
  tierUnsure?: boolean;
  reasons: Reason[];
};

// When two readings weigh the same, the one further left wins: what would hurt most if it were missed.
const safestFirst: Readonly<Record<string, readonly string[]>> = {
  role: ["supporter", "did_harm", "victim", "cautious"],
  supporting: ["child", "adult"],
  age: ["under_13", "13_to_17", "adult"],
  pictured_under_18: ["yes", "unsure", "no"],
  coping: ["at_risk", "struggling", "ok"],
  offender: ["partner_or_ex", "known_person", "stranger", "unsure"],
  shared: ["posted", "threatened", "unsure"],
  paid: ["yes", "no"],
};

// Two readings of these are worth a short question back, if they weigh nearly the same.
const worthAsking = ["age", "paid", "shared", "offender"] as const;
const close = 0.3;

/** The age band of a number of years. */
function bandOf(years: number): "under_13" | "13_to_17" | "adult" | undefined {
  if (years < 4 || years > 110 || !Number.isInteger(years)) return undefined;
  return years < 13 ? "under_13" : years < 18 ? "13_to_17" : "adult";
}

/** A value of a rule with the number it took in put into it; undefined if the number makes no sense there. */
export function banded(value: string, number: number | undefined): string | undefined {
  if (!value.startsWith("$")) return value;
  if (number === undefined) return undefined;
  const [, what = "", less] = /^\$([a-z_]+)(?:-(\d+))?$/.exec(value) ?? [];
  const years = number - Number(less ?? 0);
  if (what === "age") return bandOf(years);
  if (what === "minor") return bandOf(years) === undefined ? undefined : years < 18 ? "yes" : "no";
  return undefined;
}

/** Weighs the findings; those that depend on what else was found come in once that is known. */
export function settle(found: readonly Finding[], asked: string): Settled {
  const keep = (known: Known) => weigh(found.filter(({ rule }) => keeps(rule, known)));
  const alone = knownOf(weigh(found.filter(({ rule }) => isFree(rule))), asked, undefined);
  const role = keep(alone).facts.role;
  const roled = { ...knownOf(keep({ ...alone, role }), asked, role) };
  return keep(roled);
}

/** What a rule may depend on. */
type Known = {
  readonly asked: string;
  readonly role: unknown;
  readonly paid: boolean;
  /** Facts and signals found so far, by name. */
  readonly names: ReadonlySet<string>;
};

function knownOf(settled: Settled, asked: string, role: unknown): Known {
  const paid = settled.facts.paid === "yes" || asked === "paid_by";
  const facts = [...Object.keys(settled.facts), ...settled.doubts.map(factInDoubt)];
  return { asked, role, paid, names: new Set([...facts, ...settled.signals]) };
}

function isFree(rule: Finding["rule"]): boolean {
  return !rule.only_role && !rule.only_paid && !rule.only_with;
}

/** Does this rule's condition on the other findings hold? */
function keeps(rule: Finding["rule"], { asked, role, paid, names }: Known): boolean {
  if (rule.only_paid && !paid) return false;
  if (rule.only_role && !rule.only_role.some((one) => one === role)) return false;
  // What was asked for needs no company, save at the first question, which asks for no fact but for the story.
  if (!rule.only_with || (asked !== "role" && Object.hasOwn(rule.facts ?? {}, asked))) return true;
  return rule.only_with.some((name) => names.has(name));
}

type Vote = { readonly weight: number; readonly finding: Finding };
type Voted = readonly [value: string, vote: Vote];

/** Two readings that matter and weigh nearly the same. */
const isClose = (fact: string, [, best]: Voted, [rival, second]: Voted): boolean =>
  worthAsking.some((one) => one === fact) && rival !== "unsure" && best.weight - second.weight <= close;

function weigh(found: readonly Finding[]): Settled {
  const votes = new Map<string, Map<string, Vote>>();
  const lists = new Map<string, Set<string>>();
  const result: Settled = {
    facts: {},
    doubts: [],
    signals: new Set(),
    aboutOther: false,
    skips: false,
    reasons: [],
  };
  let safetyOfSelf = false;
  let safetyOfOther = false;
  for (const finding of found) {
    const { rule, match, standing, words } = finding;
    if (rule.hint) continue;
    const weight = rule.weight ?? 1;
    for (const [fact, template] of Object.entries(rule.facts ?? {})) {
      const value = banded(template ?? "", match.number);
      if (value === undefined) continue;
      const values = votes.get(fact) ?? new Map<string, Vote>();
      votes.set(fact, values);
      if ((values.get(value)?.weight ?? -1) < weight) values.set(value, { weight, finding });
    }
    for (const [fact, values] of Object.entries(rule.lists ?? {})) {
      const known = lists.get(fact) ?? new Set<string>();
      lists.set(fact, known);
      for (const value of values ?? []) {
        if (!known.has(value)) result.reasons.push({ found: `${fact}=${value}`, rule: rule.id, words });
        known.add(value);
      }
    }
    for (const signal of rule.signals ?? []) {
      if (!result.signals.has(signal))
        result.reasons.push({ found: `signal ${signal}`, rule: rule.id, words });
      result.signals.add(signal);
      if (!(safetySignals as readonly string[]).includes(signal)) continue;
      if (rule.about === "other" || (rule.about === "subject" && standing.subject === "other"))
        safetyOfOther = true;
      else safetyOfSelf = true;
    }
    if (rule.skips) {
      result.skips = true;
      result.reasons.push({ found: "skipped", rule: rule.id, words });
    }
    if (rule.choice !== undefined && result.choice === undefined) {
      result.choice = rule.choice;
      result.reasons.push({ found: `choice ${rule.choice}`, rule: rule.id, words });
    }
    if (rule.language !== undefined) result.language ??= rule.language;
  }
  for (const [fact, values] of votes) {
    const order = safestFirst[fact] ?? [];
    const rank = (value: string) => (order.includes(value) ? order.indexOf(value) : order.length);
    const sorted = [...values].sort((a, b) => b[1].weight - a[1].weight || rank(a[0]) - rank(b[0]));
    const [best, second] = sorted;
    if (!best || best[1].weight <= 0) continue;
    const doubt = second && isClose(fact, best, second) ? doubtBetween(fact, best[0], second[0]) : undefined;
    if (doubt) result.doubts.push(doubt);
    else result.facts[fact] = best[0];
    for (const [value, { finding }] of doubt && second ? [best, second] : [best])
      result.reasons.push({
        found: `${doubt ? "perhaps " : ""}${fact}=${value}`,
        rule: finding.rule.id,
        words: finding.words,
      });
  }
  for (const [fact, values] of lists) if (values.size > 0) result.facts[fact] = [...values];
  result.aboutOther = safetyOfOther && !safetyOfSelf;
  return result;
}

/** A reading with the safety signals of a second one, made in another language, added to it. */
export function joinSafety(first: Settled, second: Settled): Settled {
  for (const signal of safetySignals)
    if (second.signals.has(signal) && !first.signals.has(signal)) {
      first.signals.add(signal);
      first.reasons.push(...second.reasons.filter((reason) => reason.found === `signal ${signal}`));
      first.aboutOther = first.aboutOther && second.aboutOther;
    }
  return first;
}

/** A yes or no to what was asked back is no answer where the fact is in doubt again or declined. */
export function keepOneAnswer(settled: Settled, asked: Question): void {
  if (!asksBack(asked)) return;
  const fact = ordinary(asked);
  const inDoubt = settled.doubts.some((doubt) => factInDoubt(doubt) === fact);
  if (inDoubt || settled.skips) delete settled.choice;
}

/** Facts and signals that follow from others, whoever said them. */
export function follow(settled: Settled, asked: string): void {
  const { facts, signals: heard } = settled;
  // Somebody who did the harm is not asked about an offender or about money; what looks so is about their own deed.
  if (facts.role === "did_harm")
    for (const fact of ["offender", "demand", "paid", "paid_by"]) delete facts[fact];
  // Only a supporter helps somebody.
  const opens = asked === "none" || asked === "role";
  if (facts.role !== "supporter" && (opens || facts.role !== undefined)) delete facts.supporting;
  // A child is no adult: the age must be somebody else's, and is asked for.
  if (facts.supporting === "child" && facts.age === "adult") delete facts.age;
  if (facts.age === "under_13") heard.add("under_13");
  if (heard.has("suicide_explicit")) {
    // The plain words say it; the hint adds nothing and would only ask the question again.
    if (!settled.tierUnsure) heard.delete("suicide_possible");
    else heard.add("suicide_possible");
    if (!settled.aboutOther) facts.coping = "at_risk";
  } else if (asked === "coping" && (heard.has("suicide_possible") || heard.has("self_harm")))
    facts.coping = facts.coping === "at_risk" ? "at_risk" : "struggling";
}

/** The signals in the order of the protocol. */
export function inOrder(heard: ReadonlySet<Signal>): Signal[] {
  return signals.filter((signal) => heard.has(signal));
}

/** Facts as the flow's type; values come from the vocabulary, whose schema knows only the flow's ids. */
export function asFacts(facts: Settled["facts"]): Facts {
  return facts as Facts;
}

/** Is this an option of that question? */
export function isOption(question: Question, option: string): boolean {
  return option === "skip" || (questions[question] as readonly string[]).includes(option);
}
