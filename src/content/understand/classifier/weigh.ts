// Lays what the classifier hears over what the rules read: facts are weighed anew, signals only ever added.
import { ordinary } from "../../../flows/doubts.ts";
import { triageQuestions } from "../../../flows/questions.ts";
import type { Standing } from "../context.ts";
import type { Finding } from "../findings.ts";
import type { Lexicon } from "../lexicon.ts";
import type { Settled } from "../settle.ts";
import type { Token } from "../tokens.ts";
import { aboutOf, classify, hitsOf } from "./classifier.ts";
import { weighFacts } from "./facts.ts";
import type { Scene } from "./features.ts";
import { eachFeature } from "./features.ts";
import { weighMentions } from "./mentions.ts";
import { weighSignals } from "./signals.ts";

/** A message as the rules left it. */
export type Read = {
  readonly tokens: readonly Token[];
  readonly standings: readonly Standing[];
  readonly asked: string;
  readonly found: readonly Finding[];
};

/** Questions whose answers the classifier has been taught. Any other message answers nothing, as far as it can tell. */
const taught: readonly string[] = ["role", ...triageQuestions, "nation"];

/** What the classifier is shown of a message. */
export function sceneOf({ tokens, standings, asked, found }: Read, settled: Settled): Scene {
  const question = ordinary(asked);
  return {
    tokens,
    standings,
    asked: taught.includes(question) ? question : undefined,
    read: [...settledOn(settled), ...found.flatMap(({ rule }) => ruledBy(rule))],
  };
}

function settledOn({ facts, signals, skips }: Settled): Scene["read"] {
  return [
    ...Object.entries(facts).flatMap(([fact, values]) => [values].flat().map((value) => said(fact, value))),
    ...[...signals].map((signal) => said(`signal ${signal}`, "heard")),
    ...(skips ? [said("skips", "skipped")] : []),
  ];
}

/** Everything a rule speaks of, whether or not it was believed. */
function ruledBy({ id, facts, lists, signals, skips }: Finding["rule"]): Scene["read"] {
  const about = [...Object.keys(facts ?? {}), ...Object.keys(lists ?? {})];
  const heard = (signals ?? []).map((signal) => `signal ${signal}`);
  return [...about, ...heard, ...(skips ? ["skips"] : [])].map((one) => said(one, id));
}

const said = (finding: string, by: string) => ({ about: aboutOf(finding), by });

/** The reading with the classifier's say. Without a classifier it stays as it is. */
export function weighAnew(settled: Settled, read: Read, { classifier, kinds }: Lexicon): Settled {
  if (!classifier || read.tokens.length === 0) return settled;
  const scene = sceneOf(read, settled);
  const hits = hitsOf((take) => eachFeature(scene, kinds, take), classifier.messages);
  const features = new Set(hits.map(({ feature }) => feature));
  const heard = { features, likely: classify(features, read.tokens.length, classifier.messages) };
  // A plain yes or no to what was asked back needs no weighing.
  if (settled.choice === undefined) {
    weighMentions(settled, read, classifier.mentions, kinds);
    weighFacts(settled, heard, scene.asked, classifier.messages);
  }
  weighSignals(settled, { heard, hits, words: read.tokens.length }, classifier.messages);
  // How it was paid is only ever said of what was paid.
  if (settled.facts.paid !== "yes" && read.asked !== "paid_by") delete settled.facts.paid_by;
  settled.reasons = settled.reasons.filter(({ found }) => stands(found, settled));
  return settled;
}

/** Does the reading still hold what this reason is for? */
function stands(found: string, { facts, skips }: Settled): boolean {
  if (found === "skipped") return skips;
  const [fact = "", value] = found.split("=");
  return value === undefined || [facts[fact] ?? []].flat().includes(value);
}
