// What stands round each word: is it denied, is it only a maybe, and who is doing it.
import type { GrammarMark, Lexicon } from "./lexicon.ts";
import { fits, possible } from "./shelf.ts";
import type { Token } from "./tokens.ts";

/** How a word stands in its sentence. */
export type Standing = {
  readonly negated: boolean;
  readonly unreal: boolean;
  readonly subject: "self" | "other" | "none";
};

// A negation reaches this many words to the right; an "if" or a "will" a little further.
const negationReach = 6;
const unrealReach = 9;
const subjectReach = 9;

/** The standing of every token, in one pass from left to right. */
export function standings(tokens: readonly Token[], lexicon: Lexicon): Standing[] {
  const result: Standing[] = [];
  const fitting = possible(tokens);
  let negatedUntil = 0;
  let unrealUntil = 0;
  let subject: "self" | "other" | "none" = "none";
  let subjectUntil = 0;
  const spared: Record<"negator" | "unreal", number> = { negator: 0, unreal: 0 };
  let pendingNegation: { at: number } | undefined;
  let pendingUnreal: { at: number } | undefined;
  for (let at = 0; at < tokens.length; at++) {
    const gap = tokens[at]?.gap ?? 0;
    if (gap === 2) {
      negatedUntil = unrealUntil = subjectUntil = at;
      subject = "none";
    } else if (gap === 1) negatedUntil = at;
    if (pendingNegation && at >= pendingNegation.at && gap === 0) negatedUntil = at + negationReach;
    if (pendingNegation && at >= pendingNegation.at) pendingNegation = undefined;
    if (pendingUnreal && at >= pendingUnreal.at && gap !== 2) unrealUntil = at + unrealReach;
    if (pendingUnreal && at >= pendingUnreal.at) pendingUnreal = undefined;
    const marks = new Map<GrammarMark, number>();
    for (const { of, match } of fits(lexicon.grammar, tokens, at, lexicon.classes, undefined, fitting))
      marks.set(of, Math.max(marks.get(of) ?? 0, match.to));
    if (marks.has("break")) negatedUntil = unrealUntil = at;
    spared.negator = Math.max(spared.negator, marks.get("notNegator") ?? 0);
    spared.unreal = Math.max(spared.unreal, marks.get("notUnreal") ?? 0);
    if (marks.has("self") || marks.has("other")) {
      subject = (marks.get("other") ?? 0) >= (marks.get("self") ?? 0) ? "other" : "self";
      subjectUntil = Math.max(marks.get("other") ?? 0, marks.get("self") ?? 0) + subjectReach;
    }
    result.push({
      negated: at < negatedUntil,
      unreal: at < unrealUntil,
      subject: at < subjectUntil ? subject : "none",
    });
    const negator = marks.get("negator");
    if (negator !== undefined && at >= spared.negator) pendingNegation = { at: negator };
    const unreal = marks.get("unreal");
    if (unreal !== undefined && at >= spared.unreal) pendingUnreal = { at: unreal };
  }
  return result;
}
