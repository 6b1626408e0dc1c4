// Every situation a plan is made for, and every situation its words can tell apart.
//
// Pruned, and why that is sound: lists are walked one value at a time, because a step asks only whether a value is among them;
// what was heard of home and how somebody copes is left out where only steps are counted, because no more than the step of
// telling somebody looks at the one, and nothing but the people to call at the other. Where words are checked, facts that only
// add steps of their own (a way of paying, a hacked phone) are given to everybody at once, so that each such step is read in
// every situation.
import type { Facts } from "../../src/flows/facts.ts";
import type { Heard, Situation } from "../../src/flows/rules.ts";

type Values = { readonly [F in keyof Facts]?: readonly (Facts[F] | undefined)[] };

/** All combinations of these values. */
export function* combinations(values: Values): Generator<Facts> {
  const [[fact, options] = [], ...rest] = Object.entries(values);
  if (!fact || !options) {
    yield {};
    return;
  }
  for (const others of combinations(Object.fromEntries(rest)))
    for (const option of options) yield option === undefined ? others : { ...others, [fact]: option };
}

const who: readonly Values[] = [
  { role: ["victim"], coping: [undefined, "struggling"] },
  { role: ["supporter"], supporting: [undefined, "child", "adult"] },
  { role: ["cautious", "did_harm"] },
];
const ages: Values = { age: [undefined, "under_13", "13_to_17", "adult"] };
const homes: readonly (readonly Heard[])[] = [[], ["honour"], ["carer_is_abuser"]];

const ways = (...paid_by: NonNullable<Facts["paid_by"]>): Facts => ({ paid: "yes", paid_by });
const money: readonly Facts[] = [
  {},
  { paid: "no" },
  { paid: "yes" },
  ways("bank"),
  ways("card"),
  ways("gift_card"),
  ways("crypto"),
  ways("payment_app"),
  ways("cash"),
];

/** Nobody supports an adult of 14: the age says which it is (memory.ts, and checked on every walked conversation). */
const agrees = ({ supporting, age }: Facts): boolean =>
  !supporting || !age || (supporting === "adult") === (age === "adult");

/** Every situation there is, but for lists of several values and for what changes only whom to call. */
export function* everySituation(): Generator<Situation> {
  for (const role of who)
    for (const facts of combinations({
      ...role,
      coping: [undefined],
      ...ages,
      pictured_under_18: [undefined, "yes", "no", "unsure"],
      offender: [undefined, "stranger", "partner_or_ex", "known_person", "unsure"],
      shared: [undefined, "threatened", "posted", "unsure"],
      nation: [undefined, "england", "wales", "scotland", "northern_ireland", "outside_uk"],
      demand: [undefined, ["money"], ["images"], ["meet"]],
      origin: [undefined, "sent", "recorded", "hacked_account", "hacked_device", "fake", "claimed"],
    }))
      for (const paid of agrees(facts) ? money : []) yield { facts: { ...facts, ...paid }, heard: [] };
}

/** Every situation the words tell apart: for checks of what is said. */
export function* situationsOfWords(): Generator<Situation> {
  for (const role of who)
    for (const heard of homes)
      for (const facts of combinations({
        ...role,
        ...ages,
        pictured_under_18: [undefined, "yes", "no"],
        offender: ["stranger", "partner_or_ex", "unsure"],
        shared: ["threatened", "posted"],
        paid: ["no", "yes"],
        nation: [undefined, "england", "wales", "scotland", "northern_ireland", "outside_uk"],
      }))
        if (agrees(facts)) yield { facts: { ...facts, ...extras(facts) }, heard };
}

/** Steps that depend on facts of their own are all shown to somebody of each kind, whatever else holds. */
const extras = (facts: Facts): Facts =>
  facts.paid === "yes"
    ? {
        paid_by: ["bank", "gift_card", "crypto", "payment_app"],
        demand: ["meet", "images"],
        origin: "hacked_device",
      }
    : { origin: facts.shared === "posted" ? "fake" : "hacked_account", platforms: ["snapchat"] };
