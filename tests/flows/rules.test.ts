// Each rule of the policy: the situations in which it holds, and those in which it does not (protocol sections 1-5 and 8).
import { describe, expect, it } from "vitest";
import type { Facts } from "../../src/flows/facts.ts";
import * as is from "../../src/flows/rules.ts";

type Cases = Readonly<Record<string, Facts>>;

/** One rule of the policy, with a sentence for every situation. */
function policy(rule: string, when: is.Rule, { holds, not }: { holds: Cases; not: Cases }): void {
  describe(rule, () => {
    it.each(Object.entries(holds))("holds for %s", (_sentence, facts) => {
      expect(when({ facts, heard: [] })).toBe(true);
    });
    it.each(Object.entries(not))("does not hold for %s", (_sentence, facts) => {
      expect(when({ facts, heard: [] })).toBe(false);
    });
  });
}

describe("who it is about (protocol section 1)", () => {
  const victim = { "somebody it happened to": { role: "victim" } } satisfies Cases;
  const supporter = { "somebody who helps another": { role: "supporter" } } satisfies Cases;
  const harm = { "somebody who shared a picture": { role: "did_harm" } } satisfies Cases;
  const cautious = { "somebody who wonders who they talk to": { role: "cautious" } } satisfies Cases;
  const unknown = { "somebody of whom nothing is known": {} } satisfies Cases;

  policy("a victim, which is also what we take an unknown person for", is.isVictim, {
    holds: { ...victim, ...unknown },
    not: { ...supporter, ...harm, ...cautious },
  });
  policy("a supporter", is.isSupporter, {
    holds: supporter,
    not: { ...victim, ...harm, ...cautious, ...unknown },
  });
  policy("did harm", is.didHarm, {
    holds: harm,
    not: { ...victim, ...supporter, ...cautious, ...unknown },
  });
  policy("cautious", is.isCautious, {
    holds: cautious,
    not: { ...victim, ...supporter, ...harm, ...unknown },
  });
});

describe("how old they are (protocol section 1, and the skip defaults of section 3)", () => {
  const child = {
    "a child under 13": { role: "victim", age: "under_13" },
    "a child of 13 to 17": { role: "victim", age: "13_to_17" },
    "a parent who did not say how old their child is": { role: "supporter", supporting: "child" },
    "a supporter of somebody who turns out to be under 18": {
      role: "supporter",
      supporting: "adult",
      age: "13_to_17",
    },
  } satisfies Cases;
  const adult = {
    "an adult": { role: "victim", age: "adult" },
    "a friend of an adult": { role: "supporter", supporting: "adult" },
    "a parent of a child who is grown up": { role: "supporter", supporting: "child", age: "adult" },
  } satisfies Cases;
  const unknown = {
    "a victim who would not say their age": { role: "victim" },
    "a supporter who did not say of whom": { role: "supporter" },
    "somebody of whom nothing is known": {},
    "a victim who spoke of a child before: whom they help tells no age of their own": {
      role: "victim",
      supporting: "child",
    },
    "a victim who spoke of an adult before": { role: "victim", supporting: "adult" },
  } satisfies Cases;

  policy("under 18", is.isUnder18, { holds: child, not: { ...adult, ...unknown } });
  policy("an adult, and we were told so", is.isAdult, { holds: adult, not: { ...child, ...unknown } });
  policy("of unknown age", is.isAgeUnknown, { holds: unknown, not: { ...child, ...adult } });
  policy("maybe under 18: an unknown age counts", is.mayBeUnder18, {
    holds: { ...child, ...unknown },
    not: adult,
  });
});

describe("what the picture shows (protocol sections 1 and 4, section 8 rules 2 and 4)", () => {
  policy("the picture may show somebody under 18: the child image rule", is.pictureMayShowChild, {
    holds: {
      "a child": { age: "13_to_17" },
      "a child, whatever was said of the picture": { age: "13_to_17", pictured_under_18: "no" },
      "an unknown age": { role: "victim" },
      "an unknown age with a bluff e-mail": { role: "victim", origin: "claimed" },
      "an adult pictured under 18": { age: "adult", pictured_under_18: "yes" },
      "an adult who is unsure": { age: "adult", pictured_under_18: "unsure" },
      "an adult who would not say": { age: "adult" },
      "an adult pictured under 18 who has a bluff e-mail": {
        age: "adult",
        pictured_under_18: "yes",
        origin: "claimed",
      },
      "an adult who is unsure and has a bluff e-mail": {
        age: "adult",
        pictured_under_18: "unsure",
        origin: "claimed",
      },
      "a parent": { role: "supporter", supporting: "child" },
    },
    not: {
      "an adult pictured as an adult": { age: "adult", pictured_under_18: "no" },
      "an adult with a bluff e-mail: there is no picture": { age: "adult", origin: "claimed" },
      "an adult who says so of a bluff e-mail": { age: "adult", origin: "claimed", pictured_under_18: "no" },
    },
  });
  policy("the picture is known to show somebody under 18: Take It Down", is.pictureShowsChild, {
    holds: {
      "a child, without being asked": { age: "13_to_17" },
      "a child under 13": { age: "under_13" },
      "a parent": { role: "supporter", supporting: "child" },
      "an adult pictured under 18": { age: "adult", pictured_under_18: "yes" },
      "an unknown age pictured under 18": { pictured_under_18: "yes" },
    },
    not: {
      "an adult pictured as an adult": { age: "adult", pictured_under_18: "no" },
      "an adult who is unsure": { age: "adult", pictured_under_18: "unsure" },
      "an adult who would not say": { age: "adult" },
      "an unknown age": { role: "victim" },
    },
  });
  policy("an adult in an adult's picture, told both: StopNCII", is.isAdultPicture, {
    holds: {
      "an adult pictured as an adult": { age: "adult", pictured_under_18: "no" },
      "a friend of an adult pictured as an adult": {
        role: "supporter",
        supporting: "adult",
        pictured_under_18: "no",
      },
    },
    not: {
      "an adult pictured under 18": { age: "adult", pictured_under_18: "yes" },
      "an adult who is unsure": { age: "adult", pictured_under_18: "unsure" },
      "an adult who would not say": { age: "adult" },
      "an unknown age": { pictured_under_18: "no" },
      "a child": { age: "13_to_17", pictured_under_18: "no" },
    },
  });
  policy("a bluff: an e-mail claims it has something and shows nothing", is.isBluff, {
    holds: { "a claim": { origin: "claimed" } },
    not: {
      "a picture they sent": { origin: "sent" },
      "a recorded call": { origin: "recorded" },
      "a fake": { origin: "fake" },
      "an unknown origin": {},
    },
  });
  policy("posted: anybody else has been shown it", is.isPosted, {
    holds: { "a picture that is posted": { shared: "posted" } },
    not: {
      "a picture they threaten to post": { shared: "threatened" },
      "somebody who is unsure": { shared: "unsure" },
      "somebody who would not say": {},
    },
  });
});

describe("who is doing it (protocol sections 3 and 4, section 8 rule 5)", () => {
  const stranger = {
    "a stranger": { offender: "stranger" },
    "whoever sent a bluff e-mail": { origin: "claimed" },
    "a stranger who sent a bluff e-mail": { offender: "stranger", origin: "claimed" },
  } satisfies Cases;
  const ex = {
    "a partner or an ex": { offender: "partner_or_ex" },
    "an ex who says they have something": { offender: "partner_or_ex", origin: "claimed" },
  } satisfies Cases;
  const close = {
    "somebody they know": { offender: "known_person" },
    "somebody they may know": { offender: "unsure" },
    "somebody they may know who says they have something": { offender: "unsure", origin: "claimed" },
    "somebody they did not name": {},
    "somebody they did not name who has a recording": { origin: "recorded" },
  } satisfies Cases;

  policy("a stranger, and we know it: blocking is safe", is.isStranger, {
    holds: stranger,
    not: { ...ex, ...close },
  });
  policy("maybe close: safety before blocking", is.mayBeClose, {
    holds: { ...ex, ...close },
    not: stranger,
  });
  policy("a partner or an ex: blocking is never a step", is.isPartnerOrEx, {
    holds: ex,
    not: { ...stranger, ...close },
  });
});

describe("money and demands (protocol section 4)", () => {
  policy("has paid", is.hasPaid, {
    holds: { "somebody who paid": { paid: "yes" } },
    not: { "somebody who did not": { paid: "no" }, "somebody who would not say": {} },
  });
  policy("may have paid by bank", is.mayHavePaidByBank, {
    holds: {
      "a bank payment": { paid: "yes", paid_by: ["bank"] },
      "a card payment": { paid: "yes", paid_by: ["card"] },
      "a payment of which we do not know how": { paid: "yes" },
      "a payment of which no way was named": { paid: "yes", paid_by: [] },
      "a gift card and a card": { paid: "yes", paid_by: ["gift_card", "card"] },
    },
    not: {
      "a gift card": { paid: "yes", paid_by: ["gift_card"] },
      "cash, crypto and a payment app": { paid: "yes", paid_by: ["cash", "crypto", "payment_app"] },
      "somebody who has not paid": { paid: "no" },
      "somebody who speaks of their bank and has not paid": { paid: "no", paid_by: ["bank"] },
      "somebody who would not say": {},
    },
  });
  policy("paid in one of the named ways", is.paidBy("crypto", "cash"), {
    holds: {
      "the first way": { paid: "yes", paid_by: ["crypto"] },
      "the second way": { paid: "yes", paid_by: ["cash"] },
      "one way among others": { paid: "yes", paid_by: ["bank", "crypto"] },
    },
    not: {
      "another way": { paid: "yes", paid_by: ["bank"] },
      "a way we do not know": { paid: "yes" },
      "somebody who has not paid": { paid: "no", paid_by: ["crypto"] },
      "somebody who would not say": { paid_by: ["crypto"] },
    },
  });
  policy("asked to meet", is.isAskedToMeet, {
    holds: {
      "a demand to meet": { demand: ["meet"] },
      "a demand to meet among others": { demand: ["money", "meet"] },
    },
    not: {
      "other demands": { demand: ["money", "images", "relationship", "other"] },
      "no demand we know of": {},
    },
  });
  policy("maybe asked for more: don't send more", is.mayBeAskedForMore, {
    holds: {
      "an adult asked for pictures": { age: "adult", demand: ["images"] },
      "an adult asked to meet": { age: "adult", demand: ["meet"] },
      "a child, asked or not": { age: "13_to_17" },
      "an unknown age": {},
    },
    not: {
      "an adult asked for money": { age: "adult", demand: ["money", "relationship", "other"] },
      "an adult of whose demands we know nothing": { age: "adult" },
    },
  });
});

describe("where they are (protocol section 4)", () => {
  const reportFraud = {
    "somebody in England": { nation: "england" },
    "somebody in Wales": { nation: "wales" },
    "somebody in Northern Ireland": { nation: "northern_ireland" },
    "somebody who would not say": {},
  } satisfies Cases;
  const scotland = { "somebody in Scotland": { nation: "scotland" } } satisfies Cases;
  const abroad = { "somebody abroad": { nation: "outside_uk" } } satisfies Cases;

  policy("outside the UK", is.isOutsideUk, { holds: abroad, not: { ...reportFraud, ...scotland } });
  policy("maybe in the UK", is.mayBeInUk, { holds: { ...reportFraud, ...scotland }, not: abroad });
  policy("where Report Fraud works: not in Scotland", is.isInReportFraudArea, {
    holds: reportFraud,
    not: { ...scotland, ...abroad },
  });
});

describe("home (protocol section 2)", () => {
  it.each<[string, is.Heard[], boolean]>([
    ["is unsafe where the carer is the abuser", ["carer_is_abuser"], true],
    ["is unsafe where the family may kill for honour", ["honour"], true],
    ["is unsafe where both were heard", ["carer_is_abuser", "honour"], true],
    ["is taken for safe where neither was heard", [], false],
  ])("%s", (_sentence, heard, unsafe) => {
    expect(is.homeIsUnsafe({ facts: {}, heard })).toBe(unsafe);
  });

  it.each<[string, is.Heard[], boolean]>([
    ["is the abuser's where the carer is the abuser", ["carer_is_abuser"], true],
    ["is not the abuser's where the family may kill for honour", ["honour"], false],
    ["is taken for nobody's where neither was heard", [], false],
  ])("%s", (_sentence, heard, abusers) => {
    expect(is.carerIsAbuser({ facts: {}, heard })).toBe(abusers);
  });
});

describe("ways of joining rules", () => {
  const yes: is.Rule = () => true;
  const no: is.Rule = () => false;
  it.each<[string, is.Rule, boolean]>([
    ["all holds when each does", is.all(yes, yes), true],
    ["all fails when one does", is.all(yes, no), false],
    ["any holds when one does", is.any(no, yes), true],
    ["any fails when each does", is.any(no, no), false],
    ["not turns a rule that holds", is.not(yes), false],
    ["not turns a rule that fails", is.not(no), true],
    ["always holds", is.always, true],
  ])("%s", (_sentence, rule, holds) => {
    expect(rule({ facts: {}, heard: [] })).toBe(holds);
  });
  it("each rule is asked about the situation at hand", () => {
    for (const join of [is.all, is.any]) {
      expect(join(is.hasPaid)({ facts: { paid: "yes" }, heard: [] })).toBe(true);
      expect(join(is.hasPaid)({ facts: { paid: "no" }, heard: [] })).toBe(false);
    }
    expect(is.not(is.hasPaid)({ facts: { paid: "no" }, heard: [] })).toBe(true);
  });
});
