// The policy as small named predicates. Each cites the section of the triage protocol it comes from.
// Where a fact is unknown, the safest reading for a frightened 15-year-old wins (section 3, skip defaults).
import type { Facts, ListFact } from "./facts.ts";

/** Signals that change the plan for good. */
export type Heard = "carer_is_abuser" | "honour";

/** What a rule may look at. */
export type Situation = { readonly facts: Facts; readonly heard: readonly Heard[] };

export type Rule = (situation: Situation) => boolean;

const has = (facts: Facts, fact: ListFact, ...values: string[]): boolean =>
  facts[fact]?.some((value) => values.includes(value)) ?? false;

// Who (section 1). For a supporter, age is the age of the person they help.

/** They help somebody else. */
export const isSupporter: Rule = ({ facts }) => facts.role === "supporter";

/** They shared or asked for somebody's picture. */
export const didHarm: Rule = ({ facts }) => facts.role === "did_harm";

/** Nothing has happened yet: they want to know whether somebody is genuine. */
export const isCautious: Rule = ({ facts }) => facts.role === "cautious";

/** It happened to them, or we do not know better. */
export const isVictim: Rule = (s) => !isSupporter(s) && !didHarm(s) && !isCautious(s);

/** The person in need is a child, by age or because somebody asks for a child. */
export const isUnder18: Rule = ({ facts }) =>
  facts.age === "under_13" ||
  facts.age === "13_to_17" ||
  (facts.age === undefined && facts.role === "supporter" && facts.supporting === "child");

/** The person in need is an adult, and we were told so. */
export const isAdult: Rule = ({ facts }) =>
  facts.age === "adult" ||
  (facts.age === undefined && facts.role === "supporter" && facts.supporting === "adult");

/** Nobody told us an age: both age groups' services are shown, each with its limit beside it (section 3). */
export const isAgeUnknown: Rule = (s) => !isAdult(s) && !isUnder18(s);

/** May be a child: all but those who told us they are adults. */
export const mayBeUnder18: Rule = (s) => !isAdult(s);

// The picture (sections 1 and 4).

/** The picture shows, or may show, somebody under 18: the child image rule holds (section 8, rule 4). */
export const pictureMayShowChild: Rule = (s) => {
  const { pictured_under_18 } = s.facts;
  return mayBeUnder18(s) || (pictured_under_18 === undefined ? !isBluff(s) : pictured_under_18 !== "no");
};

/** Known to show somebody under 18; under 18s always count (section 1). */
export const pictureShowsChild: Rule = (s) => isUnder18(s) || s.facts.pictured_under_18 === "yes";

/** An adult in an adult's picture, and we were told both. */
export const isAdultPicture: Rule = (s) => isAdult(s) && s.facts.pictured_under_18 === "no";

/** A mass e-mail that says it has something and shows nothing (section 1, `claimed`). */
export const isBluff: Rule = ({ facts }) => facts.origin === "claimed";

/** Somebody else has been shown it. */
export const isPosted: Rule = ({ facts }) => facts.shared === "posted";

// Who is doing it (sections 3 and 4).

/** A stranger, and we know it. Mass e-mails come from strangers. */
export const isStranger: Rule = (s) =>
  s.facts.offender === "stranger" || (s.facts.offender === undefined && isBluff(s));

/** A partner or an ex: blocking is never a step (section 8, rule 5). */
export const isPartnerOrEx: Rule = ({ facts }) => facts.offender === "partner_or_ex";

/** The offender may know them: safety comes before blocking. Unknown counts (section 3). */
export const mayBeClose: Rule = (s) => !isStranger(s);

// Money and demands (section 4).

export const hasPaid: Rule = ({ facts }) => facts.paid === "yes";

/** Paid from a bank or by card, or we do not know how. */
export const mayHavePaidByBank: Rule = (s) =>
  hasPaid(s) && (!s.facts.paid_by?.length || has(s.facts, "paid_by", "bank", "card"));

/** Paid in one of these ways. */
export const paidBy =
  (...ways: string[]): Rule =>
  (s) =>
    hasPaid(s) && has(s.facts, "paid_by", ...ways);

export const isAskedToMeet: Rule = ({ facts }) => has(facts, "demand", "meet");

/** More pictures or a meeting were asked for, or the person may be a child. */
export const mayBeAskedForMore: Rule = (s) => mayBeUnder18(s) || has(s.facts, "demand", "images", "meet");

// Where they are (section 4).

export const isOutsideUk: Rule = ({ facts }) => facts.nation === "outside_uk";
export const mayBeInUk: Rule = (s) => !isOutsideUk(s);

/** Report Fraud covers England, Wales and Northern Ireland; in Scotland it is 101. */
export const isInReportFraudArea: Rule = (s) => mayBeInUk(s) && s.facts.nation !== "scotland";

// Home (section 2).

/** The adult at home is the danger, or telling the family would be: somebody else has to be told. */
export const homeIsUnsafe: Rule = ({ heard }) =>
  heard.includes("carer_is_abuser") || heard.includes("honour");

/** The adult who looks after them is the one who does it: going quiet may put them at risk at home (section 2). */
export const carerIsAbuser: Rule = ({ heard }) => heard.includes("carer_is_abuser");

/** Ways of joining rules, so that the plan reads as a sentence. */
export const all =
  (...rules: Rule[]): Rule =>
  (s) =>
    rules.every((rule) => rule(s));
export const any =
  (...rules: Rule[]): Rule =>
  (s) =>
    rules.some((rule) => rule(s));
export const not =
  (rule: Rule): Rule =>
  (s) =>
    !rule(s);
export const always: Rule = () => true;
