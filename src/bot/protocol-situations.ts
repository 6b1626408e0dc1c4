// The people whose whole plan a safeguarding lead reads, and the real flow that takes them there.
import type { FactId, Facts, Nation } from "../flows/facts.ts";
import { advance, open, type Step } from "../flows/index.ts";
import { type StepId, stepsIn } from "../flows/plan.ts";
import { factOf, type Question } from "../flows/questions.ts";
import type { Signal } from "../flows/signals.ts";
import type { Meaning, Place, Reply } from "../flows/types.ts";

/** Somebody, by what they say. */
export type Somebody = {
  readonly title: string;
  /** What their first message says. */
  readonly tells: Facts;
  readonly signals?: readonly Signal[];
  /** What they answer when asked. Whatever is not here they would rather not say. */
  readonly answers?: Facts;
  /** What they may say once they have seen the plan: each of these is tried by itself. */
  readonly later?: readonly Facts[];
};

const child = { age: "13_to_17", coping: "ok" } as const;
const grown = { age: "adult", coping: "ok", pictured_under_18: "no" } as const;
const uk: readonly Nation[] = ["england", "wales", "scotland", "northern_ireland"];
const inEachNation: readonly Facts[] = uk.map((nation) => ({ nation }));
const byEachWay: readonly Facts[] = (
  ["bank", "card", "gift_card", "crypto", "payment_app", "cash"] as const
).map((way) => ({ paid_by: [way] }));

const threatened = { role: "victim", shared: "threatened" } as const;
const posted = { role: "victim", shared: "posted" } as const;

export const people: readonly Somebody[] = [
  {
    title: "A 15-year-old threatened by a stranger who wants money, not paid",
    tells: { ...threatened, demand: ["money"], platforms: ["snapchat"] },
    answers: { ...child, offender: "stranger", paid: "no" },
    later: [...inEachNation, { nation: "outside_uk" }],
  },
  {
    title: "A 15-year-old threatened by a stranger, has paid",
    tells: { ...threatened, demand: ["money"], platforms: ["instagram"] },
    answers: { ...child, offender: "stranger", paid: "yes" },
    later: [...byEachWay, { nation: "scotland" }],
  },
  {
    title: "A child under 13 who is asked for more pictures and to meet",
    tells: { ...threatened, demand: ["images", "meet"] },
    answers: { age: "under_13", coping: "struggling", offender: "stranger", paid: "no" },
  },
  {
    title: "An adult whose pictures a stranger has posted",
    tells: posted,
    answers: { ...grown, offender: "stranger", paid: "no" },
    later: inEachNation,
  },
  {
    title: "An adult threatened by an ex-partner",
    tells: threatened,
    answers: { ...grown, offender: "partner_or_ex", paid: "no" },
    later: inEachNation,
  },
  {
    title: "A 16-year-old whose ex has shared the picture",
    tells: posted,
    answers: { ...child, offender: "partner_or_ex", paid: "no" },
  },
  {
    title: "An adult of 22, threatened by somebody they know with a picture from when they were 16",
    tells: threatened,
    answers: { ...grown, pictured_under_18: "yes", offender: "known_person", paid: "no" },
  },
  { title: "Nothing is said and every question is skipped", tells: {}, later: inEachNation },
  {
    title: "A parent of a 14-year-old threatened by a stranger",
    tells: { role: "supporter", supporting: "child", shared: "threatened" },
    answers: { age: "13_to_17", offender: "stranger", paid: "no" },
  },
  {
    title: "A friend of an adult whose ex has posted pictures",
    tells: { role: "supporter", supporting: "adult", shared: "posted" },
    answers: { age: "adult", pictured_under_18: "no", offender: "partner_or_ex", paid: "no" },
  },
  {
    title: "A teacher whose pupil's picture is passed round by somebody the pupil knows",
    tells: { role: "supporter", supporting: "child", shared: "posted" },
    answers: { age: "13_to_17", offender: "known_person", paid: "no" },
  },
  {
    title: "An adult who shared somebody's picture",
    tells: { role: "did_harm" },
    answers: { age: "adult" },
  },
  {
    title: "Somebody of 13 to 17 who shared somebody's picture",
    tells: { role: "did_harm" },
    answers: { age: "13_to_17" },
  },
  {
    title: "Somebody of 13 to 17 who is not sure about a person online",
    tells: { role: "cautious" },
    answers: { age: "13_to_17" },
  },
  {
    title: "An adult outside the UK, threatened by a stranger",
    tells: { ...threatened, nation: "outside_uk" },
    answers: { ...grown, offender: "stranger", paid: "no" },
  },
  {
    title: "A 16-year-old threatened with a fake picture, not sure who does it",
    tells: { ...threatened, origin: "fake" },
    answers: { ...child, offender: "unsure", paid: "no" },
  },
  {
    title: "An adult whose account was broken into and the pictures taken",
    tells: { ...threatened, origin: "hacked_account" },
    answers: { ...grown, offender: "unsure", paid: "no" },
  },
  {
    title: "An adult whose ex has got into their phone and threatens them",
    tells: { ...threatened, origin: "hacked_device" },
    answers: { ...grown, offender: "partner_or_ex", paid: "no" },
  },
  {
    title: "An adult who got an e-mail that says a video exists and asks for bitcoin",
    tells: { role: "victim", origin: "claimed", demand: ["money"] },
    answers: { ...grown, paid: "no" },
  },
  {
    title: "A 14-year-old whose stepfather has the pictures",
    tells: { ...threatened, offender: "known_person" },
    signals: ["carer_is_abuser"],
    answers: { age: "13_to_17", coping: "struggling", paid: "no" },
  },
  {
    title: "An adult whose family would hurt them if they saw it",
    tells: threatened,
    signals: ["honour"],
    answers: { ...grown, coping: "struggling", offender: "known_person", paid: "no" },
    later: inEachNation,
  },
];

/** A question that was asked on the way, and the value given; undefined: they would rather not say. */
export type Exchange = { readonly question: Question; readonly value: unknown };

export type Journey = {
  readonly exchanges: readonly Exchange[];
  /** What was said before the plan came. */
  readonly before: readonly Reply[];
  /** The turn that brought the plan. */
  readonly last: Step;
};

const nothing: Meaning = { facts: {}, signals: [] };

/** Takes somebody through the real flow until they have their plan. */
export function journeyOf({ tells, signals = [], answers = {} }: Somebody): Journey {
  let step: Step = advance({}, undefined, { facts: tells, signals });
  if (Object.keys(tells).length === 0) step = open({}, undefined);
  const before: Reply[] = [];
  const exchanges: Exchange[] = [];
  while (!step.place.shownFor) {
    const question = step.place.pending;
    if (!question || exchanges.length > 9) throw new Error("The flow came to no plan.");
    before.push(...step.replies);
    const fact: FactId | undefined = factOf(question);
    const value = fact === undefined ? "carry_on" : answers[fact];
    exchanges.push({ question, value });
    step = advance(step.facts, step.place, reply(question, fact, value));
  }
  return { exchanges, before, last: step };
}

/** What the flow shows once they have said one thing more. */
export const sayMore = (facts: Facts, place: Place, more: Facts): Step =>
  advance(facts, place, { ...nothing, facts: more });

function reply(question: Question, fact: FactId | undefined, value: unknown): Meaning {
  if (fact === undefined) return { ...nothing, choice: { question, option: String(value) } };
  return value === undefined
    ? { ...nothing, skipped: question }
    : { ...nothing, facts: { [fact]: value } as Facts };
}

/** Every step somebody sees: in their plan, and in what comes when they say more. */
export function stepsMet(somebody: Somebody): readonly StepId[] {
  const { last } = journeyOf(somebody);
  const after = (somebody.later ?? []).map((more) => sayMore(last.facts, last.place, more));
  const shown = [last, ...after].flatMap(({ replies }) => replies);
  return [...new Set(shown.flatMap((reply) => (reply.type === "plan" ? stepsIn(reply.sections) : [])))];
}
