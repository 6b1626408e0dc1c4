// Runs the rules of a language over the tokens: everything found, each with its reason, nothing weighed yet.
import { ordinary } from "../../flows/doubts.ts";
import type { Standing } from "./context.ts";
import type { Filed } from "./filing.ts";
import type { Guard, Lexicon, Mask, ReadyRule } from "./lexicon.ts";
import type { Match } from "./match.ts";
import { fits, possibleNear, watch } from "./shelf.ts";
import type { Token } from "./tokens.ts";

/** One rule that fitted, where, and what stood round it. */
export type Finding = {
  readonly rule: ReadyRule;
  readonly match: Match;
  readonly standing: Standing;
  /** The words as the person typed them. */
  readonly words: string;
};

// "unless" looks this far round the match: far enough for a sentence, near enough to stay linear.
const reach = 12;
// Words that take a mask off may stand in the sentence before or after.
const maskReach = 30;

/** Everything the rules find in the tokens, given how each stands and the question asked. */
export function findings(
  tokens: readonly Token[],
  around: readonly Standing[],
  text: string,
  asked: string,
  lexicon: Lexicon,
): Finding[] {
  const hidden = maskedBy(tokens, asked, lexicon);
  const near = watch(tokens, lexicon.classes);
  const stands = (guard: Guard) => near(guard, 0, tokens.length);
  const fittingAt = possibleNear(tokens);
  const names = namesOf(asked);
  const found: Finding[] = [];
  // Where a rule last ended, so that one phrase does not count again from its second word.
  const taken = new Map<string, number>();
  for (let at = 0; at < tokens.length; at++) {
    const fitting = fittingAt(at);
    const wanted = (filed: Filed<ReadyRule>) => fitting(filed) && isAsked(filed.of, names);
    const accepts = (rule: ReadyRule, match: Match) =>
      placeFits(rule, around[match.head]) &&
      !(hidden[match.head] ?? []).some((mask) => hides(mask, rule.id)) &&
      !rule.farGuards.some(stands) &&
      (rule.company.length === 0 || rule.company.some(stands)) &&
      !isGuarded(rule, match);
    for (const { of: rule, match } of fits(lexicon.rules, tokens, at, lexicon.classes, accepts, wanted)) {
      if ((taken.get(rule.id) ?? 0) > at) continue;
      taken.set(rule.id, match.to);
      const standing = around[match.head] as Standing;
      const words = text.slice(tokens[match.from]?.from ?? 0, tokens[match.to - 1]?.to ?? 0);
      found.push({ rule, match, standing, words });
    }
  }
  return found;

  function isGuarded(rule: ReadyRule, match: Match): boolean {
    if (rule.guards.length === 0) return false;
    let from = match.from;
    while (from > 0 && match.from - from < reach && tokens[from]?.gap !== 2) from--;
    let to = match.to;
    while (to < tokens.length && to - match.to < reach && tokens[to]?.gap !== 2) to++;
    return rule.guards.some((guard) => near(guard, from, to));
  }
}

/** What the question is known by: who asks back about a fact asks for it as well. */
const namesOf = (asked: string): readonly string[] => [asked, ordinary(asked)];

function isAsked(rule: ReadyRule, names: readonly string[]): boolean {
  const among = (questions: readonly string[]) => names.some((name) => questions.includes(name));
  if (rule.asked && !among(rule.asked)) return false;
  return !(rule.not_asked && among(rule.not_asked));
}

function placeFits(rule: ReadyRule, standing: Standing | undefined): boolean {
  if (!standing) return false;
  const negated = rule.negated ?? "no";
  if (negated !== "any" && standing.negated !== (negated === "yes")) return false;
  const unreal = rule.unreal ?? "any";
  if (unreal !== "any" && standing.unreal !== (unreal === "yes")) return false;
  return !rule.subject || rule.subject.includes(standing.subject);
}

/** For each token, the masks that lie over it. */
function maskedBy(tokens: readonly Token[], asked: string, lexicon: Lexicon): (readonly Mask[])[] {
  const hidden: Mask[][] = tokens.map(() => []);
  const names = namesOf(asked);
  const fittingAt = possibleNear(tokens);
  const near = watch(tokens, lexicon.classes);
  for (let at = 0; at < tokens.length; at++)
    for (const { of: mask, match } of fits(
      lexicon.masks,
      tokens,
      at,
      lexicon.classes,
      undefined,
      fittingAt(at),
    )) {
      if (mask.asked && !names.some((name) => mask.asked?.includes(name))) continue;
      if (mask.guards.some((guard) => near(guard, match.from - maskReach, match.to + maskReach))) continue;
      for (let under = match.from; under < match.to; under++) hidden[under]?.push(mask);
    }
  return hidden;
}

function hides(mask: Mask, id: string): boolean {
  return mask.hides.some((prefix) => id.startsWith(prefix));
}
