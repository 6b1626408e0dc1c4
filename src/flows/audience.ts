// Who is being spoken to, as tags that words may vary by. A text for `under_18+scotland` is said when both hold.
import * as is from "./rules.ts";

const rules = {
  victim: is.isVictim,
  supporter: is.isSupporter,
  did_harm: is.didHarm,
  cautious: is.isCautious,
  under_13: ({ facts }) => facts.age === "under_13",
  under_18: is.isUnder18,
  adult: is.isAdult,
  age_unknown: is.isAgeUnknown,
  pictured_under_18: (s) => is.isAdult(s) && is.pictureShowsChild(s),
  partner_or_ex: is.isPartnerOrEx,
  stranger: is.isStranger,
  posted: is.isPosted,
  paid: is.hasPaid,
  bluff: is.isBluff,
  fake: ({ facts }) => facts.origin === "fake",
  england: ({ facts }) => facts.nation === "england",
  wales: ({ facts }) => facts.nation === "wales",
  scotland: ({ facts }) => facts.nation === "scotland",
  northern_ireland: ({ facts }) => facts.nation === "northern_ireland",
  nation_unknown: ({ facts }) => facts.nation === undefined,
  outside_uk: is.isOutsideUk,
  unsafe_home: is.homeIsUnsafe,
} satisfies Record<string, is.Rule>;

export type Tag = keyof typeof rules;
export const tags = Object.keys(rules) as readonly Tag[];

/** The tags that hold for this situation. */
export const audienceOf = (situation: is.Situation): ReadonlySet<string> =>
  new Set(tags.filter((tag) => (rules[tag] as is.Rule)(situation)));
