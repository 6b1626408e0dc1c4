// The plan: what each situation is told to do, in which order, and whom to contact (protocol sections 4, 5 and 8).
import { describe, expect, it } from "vitest";
import type { Facts } from "../../src/flows/facts.ts";
import type { Need } from "../../src/flows/needs.ts";
import {
  morePeopleFor,
  peopleFor,
  planFor,
  type SectionId,
  type StepId,
  steps,
  stepsIn,
} from "../../src/flows/plan.ts";
import type { Heard } from "../../src/flows/rules.ts";

/** A whole plan, as the table of section 4 has it. */
type WholePlan = readonly (readonly [section: SectionId, ...steps: StepId[]])[];

/** When a step is shown, with situations in which it is and in which it is not. */
type Shown = readonly [when: string, shown: readonly Facts[], hidden: readonly Facts[]];

const stepsFor = (facts: Facts, ...heard: Heard[]) => stepsIn(planFor({ facts, heard }));

const child: Facts = {
  role: "victim",
  age: "13_to_17",
  offender: "stranger",
  shared: "threatened",
  paid: "no",
};
const adult: Facts = { ...child, age: "adult", pictured_under_18: "no" };

describe("the plan (protocol section 4)", () => {
  it.each<[string, Facts, StepId[], StepId[]]>([
    ["nobody who has not paid is told not to pay more", child, ["dont_pay"], ["dont_pay_more", "call_bank"]],
    [
      "who has paid hears no blame and gets a money step",
      { ...child, paid: "yes" },
      ["dont_pay_more", "call_bank", "recovery_scam"],
      ["dont_pay"],
    ],
    [
      "crypto is not a matter for the bank",
      { ...adult, paid: "yes", paid_by: ["crypto"] },
      ["crypto", "recovery_scam"],
      ["call_bank"],
    ],
    [
      "a gift card and a card are both followed up",
      { ...adult, paid: "yes", paid_by: ["gift_card", "card"] },
      ["gift_card", "call_bank"],
      ["crypto"],
    ],
    [
      "cash still leaves a money step",
      { ...adult, paid: "yes", paid_by: ["cash"] },
      ["recovery_scam"],
      ["call_bank"],
    ],
    ["a demand to meet is answered", { ...adult, demand: ["meet"] }, ["do_not_meet", "dont_send_more"], []],
    ["a child is told to send no more, asked for or not", child, ["dont_send_more"], []],
    ["an adult asked for money only is not", adult, [], ["dont_send_more"]],
    [
      "an ex is never blocked, nor stopped being answered",
      { ...adult, offender: "partner_or_ex" },
      ["plan_before_blocking"],
      ["block_after_evidence", "stop_replying", "deactivate_not_delete"],
    ],
    ["a stranger is blocked last", child, ["block_after_evidence"], ["plan_before_blocking"]],
    [
      "an unknown offender counts as close",
      { role: "victim", age: "adult" },
      ["plan_before_blocking"],
      ["block_after_evidence"],
    ],
    [
      "an adult picture that is posted is kept by link",
      { ...adult, shared: "posted" },
      ["keep_links_adult", "search_engines", "watch_for_copies"],
      ["child_image_rule"],
    ],
    [
      "an adult pictured as a child is not",
      { ...adult, pictured_under_18: "yes", shared: "posted" },
      ["child_image_rule", "take_it_down"],
      ["keep_links_adult", "stopncii"],
    ],
    [
      "unsure is treated as a child's picture",
      { ...adult, pictured_under_18: "unsure", shared: "posted" },
      ["child_image_rule"],
      ["keep_links_adult", "stopncii", "take_it_down"],
    ],
    [
      "so is an adult who would not say",
      { role: "victim", age: "adult", shared: "posted" },
      ["child_image_rule"],
      ["keep_links_adult", "stopncii"],
    ],
    [
      "an unknown age has the evidence rules of a child",
      { role: "victim" },
      ["child_image_rule", "report_remove", "ceop"],
      ["stopncii", "keep_links_adult"],
    ],
    [
      "a helper never looks",
      { role: "supporter", supporting: "child" },
      ["helper_image_rule", "helper_how_to_help", "ceop"],
      ["trusted_adult", "stopncii"],
    ],
    [
      "a helper of an adult is not sent to CEOP",
      { role: "supporter", supporting: "adult" },
      ["helper_image_rule"],
      ["ceop", "report_remove"],
    ],
    [
      "money lost in Scotland goes to 101, not to Report Fraud",
      { ...adult, paid: "yes", nation: "scotland" },
      ["police"],
      ["report_fraud"],
    ],
    [
      "elsewhere in the UK to Report Fraud too",
      { ...adult, paid: "yes", nation: "wales" },
      ["report_fraud"],
      [],
    ],
    [
      "abroad there is no CEOP and no Report Remove",
      { ...child, nation: "outside_uk" },
      ["take_it_down", "police"],
      ["ceop", "report_remove", "report_fraud"],
    ],
    [
      "a bluff is called a bluff",
      { role: "victim", age: "adult", origin: "claimed" },
      ["bluff_email", "keep_words"],
      ["plan_before_blocking", "child_image_rule"],
    ],
    [
      "a hacked account is made safe",
      { ...adult, origin: "hacked_account" },
      ["secure_account"],
      ["secure_device"],
    ],
    ["a recording may come back", { ...adult, origin: "recorded" }, ["watch_for_copies"], []],
    [
      "who did harm is told to stop, and nothing else",
      { role: "did_harm", age: "adult" },
      ["stop_sharing", "law_in_one_line", "referrals"],
      ["dont_pay", "keep_words"],
    ],
    [
      "who is careful learns the signs",
      { role: "cautious", age: "13_to_17" },
      ["scam_signs", "check_profile_picture", "trusted_adult"],
      ["dont_pay", "ceop"],
    ],
  ])("%s", (_name, facts, has, lacks) => {
    const steps = stepsFor(facts);
    expect(steps).toEqual(expect.arrayContaining(has));
    for (const step of lacks) expect(steps).not.toContain(step);
  });

  it.each<Heard>(["carer_is_abuser", "honour"])("never sends a child home after %s", (heard) => {
    expect(stepsFor(child, heard)).toContain("other_safe_adult");
    expect(stepsFor(child, heard)).not.toContain("trusted_adult");
  });

  it("shows three steps first and drops none", () => {
    const crowded: Facts = { ...child, offender: "unsure", demand: ["meet"] };
    const [first, second] = planFor({ facts: crowded, heard: [] });
    expect(first).toEqual({
      section: "right_now",
      steps: ["plan_before_blocking", "dont_pay", "do_not_meet"],
    });
    expect(second).toEqual({ section: "then", steps: ["dont_send_more", "stop_replying"] });
  });
});

const parent: Facts = { ...child, role: "supporter", supporting: "child" };
const friend: Facts = { ...adult, role: "supporter", supporting: "adult" };
const posted: Facts = { ...adult, shared: "posted" };
const paid: Facts = { ...adult, paid: "yes" };
const unknown: Facts = {};
const cautious: Facts = { role: "cautious", age: "adult" };
const didHarm: Facts = { role: "did_harm", age: "adult" };

describe("the whole plan in the order of the table (protocol section 4)", () => {
  it.each<[string, Facts, WholePlan, ...Heard[]]>([
    [
      "a child threatened by a stranger",
      child,
      [
        ["right_now", "dont_pay", "dont_send_more", "stop_replying"],
        ["evidence", "keep_words", "child_image_rule", "deactivate_not_delete"],
        ["stop_it", "report_remove", "take_it_down", "block_after_evidence"],
        ["report", "ceop", "police"],
        ["tell", "trusted_adult"],
        ["people", "referrals"],
        ["worse", "if_posted", "if_they_come_back", "if_you_feel_worse"],
      ],
    ],
    [
      "a child who paid from a hacked phone, whose carer is the abuser: going quiet is no step",
      { ...child, paid: "yes", origin: "hacked_device" },
      [
        ["right_now", "other_safe_adult", "dont_pay_more", "dont_send_more"],
        ["money", "call_bank", "recovery_scam"],
        ["evidence", "keep_words", "child_image_rule"],
        ["stop_it", "report_remove", "take_it_down"],
        ["secure", "secure_device"],
        ["report", "ceop", "police", "report_fraud"],
        ["people", "referrals"],
        ["worse", "if_posted", "if_they_come_back", "if_you_feel_worse"],
      ],
      "carer_is_abuser",
    ],
    [
      "a child who fears for honour",
      { ...child, offender: "known_person" },
      [
        ["right_now", "other_safe_adult", "plan_before_blocking", "dont_pay"],
        ["then", "dont_send_more", "stop_replying"],
        ["evidence", "keep_words", "child_image_rule", "deactivate_not_delete"],
        ["stop_it", "report_remove", "take_it_down"],
        ["report", "ceop", "police"],
        ["people", "referrals"],
        ["worse", "if_posted", "if_they_come_back", "if_you_feel_worse"],
      ],
      "honour",
    ],
    [
      "an adult in Wales who paid in every way, was asked for everything, and was posted on Instagram",
      {
        ...posted,
        paid: "yes",
        paid_by: ["payment_app", "crypto", "gift_card", "bank"],
        demand: ["money", "images", "meet"],
        origin: "hacked_account",
        platforms: ["instagram"],
        nation: "wales",
      },
      [
        ["right_now", "dont_pay_more", "do_not_meet", "dont_send_more"],
        ["then", "stop_replying"],
        ["money", "call_bank", "gift_card", "crypto", "payment_app", "recovery_scam"],
        ["evidence", "keep_words", "keep_links_adult", "deactivate_not_delete"],
        [
          "stop_it",
          "stopncii",
          "report_platform",
          "search_engines",
          "watch_for_copies",
          "block_after_evidence",
        ],
        ["secure", "secure_account"],
        ["report", "police", "report_fraud"],
        ["people", "referrals"],
        ["worse", "if_they_come_back", "if_you_feel_worse"],
      ],
    ],
    [
      "an adult in Scotland who paid an ex, posted nobody said where",
      { ...posted, paid: "yes", offender: "partner_or_ex", nation: "scotland" },
      [
        ["right_now", "plan_before_blocking", "dont_pay_more"],
        ["money", "call_bank", "recovery_scam"],
        ["evidence", "keep_words", "keep_links_adult"],
        ["stop_it", "stopncii", "report_platform", "search_engines", "report_provider", "watch_for_copies"],
        ["report", "police"],
        ["people", "referrals"],
        ["worse", "if_they_come_back", "if_you_feel_worse"],
      ],
    ],
    [
      "an adult pictured as a child, by somebody they know who wants to meet",
      { ...adult, pictured_under_18: "yes", offender: "known_person", demand: ["meet"] },
      [
        ["right_now", "plan_before_blocking", "dont_pay", "do_not_meet"],
        ["then", "dont_send_more", "stop_replying"],
        ["evidence", "keep_words", "child_image_rule", "deactivate_not_delete"],
        ["stop_it", "take_it_down"],
        ["report", "police"],
        ["people", "referrals"],
        ["worse", "if_posted", "if_they_come_back", "if_you_feel_worse"],
      ],
    ],
    [
      "somebody who skipped everything",
      unknown,
      [
        ["right_now", "plan_before_blocking", "dont_pay", "dont_send_more"],
        ["then", "stop_replying"],
        ["evidence", "keep_words", "child_image_rule", "deactivate_not_delete"],
        ["stop_it", "report_remove"],
        ["report", "ceop", "police"],
        ["tell", "trusted_adult"],
        ["people", "referrals"],
        ["worse", "if_posted", "if_they_come_back", "if_you_feel_worse"],
      ],
    ],
    [
      "a parent",
      parent,
      [
        ["right_now", "dont_pay", "dont_send_more", "stop_replying"],
        ["evidence", "keep_words", "child_image_rule", "helper_image_rule", "deactivate_not_delete"],
        ["stop_it", "report_remove", "take_it_down", "block_after_evidence"],
        ["report", "ceop", "police"],
        ["tell", "helper_how_to_help"],
        ["people", "referrals"],
        ["worse", "if_posted", "if_they_come_back", "if_you_feel_worse"],
      ],
    ],
    [
      "a friend of an adult",
      friend,
      [
        ["right_now", "dont_pay", "stop_replying"],
        ["evidence", "keep_words", "helper_image_rule", "deactivate_not_delete"],
        ["stop_it", "stopncii", "block_after_evidence"],
        ["report", "police"],
        ["tell", "helper_how_to_help"],
        ["people", "referrals"],
        ["worse", "if_posted", "if_they_come_back", "if_you_feel_worse"],
      ],
    ],
    [
      "an adult with a bluff e-mail",
      { role: "victim", age: "adult", origin: "claimed" },
      [
        ["right_now", "dont_pay", "stop_replying"],
        ["evidence", "keep_words", "deactivate_not_delete"],
        ["stop_it", "block_after_evidence"],
        ["secure", "bluff_email"],
        ["report", "police"],
        ["people", "referrals"],
        ["worse", "if_posted", "if_they_come_back", "if_you_feel_worse"],
      ],
    ],
    [
      "a child abroad who paid with a gift card",
      { ...child, paid: "yes", paid_by: ["gift_card"], nation: "outside_uk" },
      [
        ["right_now", "dont_pay_more", "dont_send_more", "stop_replying"],
        ["money", "gift_card", "recovery_scam"],
        ["evidence", "keep_words", "child_image_rule", "deactivate_not_delete"],
        ["stop_it", "take_it_down", "block_after_evidence"],
        ["report", "police"],
        ["tell", "trusted_adult"],
        ["people", "referrals"],
        ["worse", "if_posted", "if_they_come_back", "if_you_feel_worse"],
      ],
    ],
    [
      "a child who is cautious",
      { ...cautious, age: "13_to_17" },
      [
        ["right_now", "what_not_to_send", "scam_signs", "check_profile_picture"],
        ["then", "how_to_end_it"],
        ["tell", "trusted_adult"],
        ["people", "referrals"],
        ["worse", "if_it_becomes_a_threat"],
      ],
    ],
    [
      "a cautious person of unknown age, not safe at home",
      { role: "cautious" },
      [
        ["right_now", "what_not_to_send", "scam_signs", "check_profile_picture"],
        ["then", "how_to_end_it"],
        ["tell", "other_safe_adult"],
        ["people", "referrals"],
        ["worse", "if_it_becomes_a_threat"],
      ],
      "honour",
    ],
    [
      "an adult who is cautious",
      cautious,
      [
        ["right_now", "what_not_to_send", "scam_signs", "check_profile_picture"],
        ["then", "how_to_end_it"],
        ["people", "referrals"],
        ["worse", "if_it_becomes_a_threat"],
      ],
    ],
    [
      "somebody who did harm",
      didHarm,
      [
        ["right_now", "stop_sharing", "law_in_one_line"],
        ["people", "referrals"],
        ["worse", "if_you_feel_worse"],
      ],
    ],
  ])("%s", (_name, facts, plan, ...heard) => {
    const shown = planFor({ facts, heard }).map(({ section, steps }) => [section, ...steps]);
    expect(shown).toEqual(plan);
  });
});

/** Every step of section 4, in its order. */
const everyStep: Readonly<Record<StepId, Shown>> = {
  other_safe_adult: [
    "under 18 and not safe at home: nobody of whom we heard nothing",
    [],
    [child, adult, unknown, parent, cautious],
  ],
  plan_before_blocking: [
    "the offender is, or may be, somebody close",
    [
      { ...adult, offender: "partner_or_ex" },
      { ...adult, offender: "known_person" },
      { ...adult, offender: "unsure" },
      unknown,
    ],
    [child, adult],
  ],
  dont_pay: ["nothing paid, or nobody said", [child, adult, unknown], [paid, cautious, didHarm]],
  dont_pay_more: [
    "paid",
    [paid, { ...child, paid: "yes" }, { paid: "yes" }],
    [child, unknown, { ...didHarm, paid: "yes" }],
  ],
  do_not_meet: [
    "asked to meet",
    [
      { ...adult, demand: ["meet"] },
      { ...child, demand: ["money", "meet"] },
    ],
    [adult, child, { ...adult, demand: ["money", "images", "relationship", "other"] }],
  ],
  dont_send_more: [
    "under 18, or asked for pictures or to meet",
    [child, parent, unknown, { ...adult, demand: ["images"] }, { ...adult, demand: ["meet"] }],
    [adult, friend, { ...adult, demand: ["money"] }],
  ],
  stop_replying: [
    "anybody but a partner or an ex",
    [child, { ...adult, offender: "known_person" }, { ...adult, offender: "unsure" }, unknown],
    [
      { ...adult, offender: "partner_or_ex" },
      { ...child, offender: "partner_or_ex" },
    ],
  ],
  call_bank: [
    "paid by bank or card, or nobody said how",
    [paid, { ...paid, paid_by: ["bank"] }, { ...paid, paid_by: ["card"] }],
    [adult, { ...paid, paid_by: ["cash"] }, { ...paid, paid_by: ["gift_card", "crypto", "payment_app"] }],
  ],
  gift_card: [
    "paid with a gift card",
    [{ ...paid, paid_by: ["gift_card"] }],
    [paid, { ...adult, paid_by: ["gift_card"] }, { ...paid, paid_by: ["card"] }],
  ],
  crypto: [
    "paid in crypto",
    [{ ...paid, paid_by: ["crypto"] }],
    [paid, { ...adult, paid_by: ["crypto"] }, { ...paid, paid_by: ["bank"] }],
  ],
  payment_app: [
    "paid with a payment app",
    [{ ...paid, paid_by: ["payment_app"] }],
    [paid, { ...adult, paid_by: ["payment_app"] }, { ...paid, paid_by: ["bank"] }],
  ],
  recovery_scam: ["paid or posted", [paid, posted], [adult, child, unknown, { ...adult, shared: "unsure" }]],
  keep_words: ["always", [child, adult, parent, unknown], [cautious, didHarm]],
  keep_links_adult: [
    "an adult's picture, posted",
    [posted],
    [
      adult,
      { ...posted, pictured_under_18: "unsure" },
      { ...child, shared: "posted" },
      { shared: "posted", pictured_under_18: "no" },
    ],
  ],
  child_image_rule: [
    "anybody who is, may be or was pictured under 18",
    [
      child,
      parent,
      unknown,
      { ...adult, pictured_under_18: "yes" },
      { ...adult, pictured_under_18: "unsure" },
      { age: "adult" },
      { age: "adult", pictured_under_18: "unsure", origin: "claimed" },
    ],
    [adult, posted, { age: "adult", origin: "claimed" }],
  ],
  helper_image_rule: ["a supporter", [parent, friend], [child, adult, unknown]],
  deactivate_not_delete: [
    "anybody but a partner or an ex",
    [child, { ...adult, offender: "unsure" }, unknown],
    [{ ...adult, offender: "partner_or_ex" }],
  ],
  report_remove: [
    "under 18, UK",
    [child, parent, unknown, { ...child, nation: "northern_ireland" }],
    [adult, { ...adult, pictured_under_18: "yes" }, { ...child, nation: "outside_uk" }],
  ],
  take_it_down: [
    "under 18, or pictured under 18",
    [child, { ...child, nation: "outside_uk" }, { ...adult, pictured_under_18: "yes" }],
    [adult, unknown, { ...adult, pictured_under_18: "unsure" }],
  ],
  stopncii: [
    "an adult in an adult's picture, and nobody else (section 8, rule 2)",
    [adult, friend, { ...adult, nation: "outside_uk" }],
    [
      child,
      unknown,
      { pictured_under_18: "no" },
      { ...adult, pictured_under_18: "yes" },
      { ...adult, pictured_under_18: "unsure" },
      { age: "adult" },
    ],
  ],
  report_platform: [
    "a platform is known, or it is posted",
    [posted, { ...child, platforms: ["snapchat"] }, { ...posted, platforms: ["snapchat"] }],
    [adult, child, { ...adult, platforms: [] }],
  ],
  search_engines: [
    "an adult, posted",
    [posted, { ...posted, pictured_under_18: "yes" }],
    [adult, { ...child, shared: "posted" }, { shared: "posted" }],
  ],
  report_provider: [
    "posted, and on no platform we know of",
    [posted, { ...child, shared: "posted" }, { ...posted, platforms: [] }],
    [adult, child, { ...posted, platforms: ["instagram"] }, { ...adult, platforms: ["instagram"] }],
  ],
  watch_for_copies: [
    "posted or recorded",
    [posted, { ...child, origin: "recorded" }],
    [adult, { ...adult, origin: "sent" }],
  ],
  block_after_evidence: [
    "a stranger, and nobody else (section 8, rule 5)",
    [child, adult, { age: "adult", origin: "claimed" }],
    [
      { ...adult, offender: "partner_or_ex" },
      { ...adult, offender: "known_person" },
      { ...adult, offender: "unsure" },
      unknown,
    ],
  ],
  secure_account: [
    "an account was hacked",
    [{ ...adult, origin: "hacked_account" }],
    [adult, { ...adult, origin: "hacked_device" }, { ...adult, origin: "claimed" }],
  ],
  secure_device: [
    "a device was hacked",
    [{ ...adult, origin: "hacked_device" }],
    [adult, { ...adult, origin: "hacked_account" }, { ...adult, origin: "claimed" }],
  ],
  bluff_email: [
    "an e-mail claims to have something",
    [
      { ...adult, origin: "claimed" },
      { ...child, origin: "claimed" },
    ],
    [adult, { ...adult, origin: "fake" }],
  ],
  ceop: [
    "under 18, UK",
    [child, { ...child, age: "under_13" }, parent, unknown],
    [adult, friend, { ...child, nation: "outside_uk" }],
  ],
  police: ["everybody", [child, adult, parent, unknown, { ...adult, nation: "outside_uk" }], [cautious]],
  report_fraud: [
    "paid, in England, Wales or Northern Ireland, or nobody said where",
    [
      paid,
      { ...paid, nation: "england" },
      { ...paid, nation: "wales" },
      { ...paid, nation: "northern_ireland" },
    ],
    [adult, { ...paid, nation: "scotland" }, { ...paid, nation: "outside_uk" }],
  ],
  trusted_adult: [
    "under 18 and safe at home",
    [child, unknown, { ...cautious, age: "under_13" }, { role: "cautious" }],
    [adult, parent, friend, cautious, { ...didHarm, age: "13_to_17" }],
  ],
  helper_how_to_help: ["a supporter", [parent, friend], [child, adult, unknown]],
  referrals: ["everybody", [child, adult, parent, friend, unknown, cautious, didHarm], []],
  if_posted: [
    "not posted yet",
    [child, adult, unknown, { ...adult, shared: "unsure" }],
    [posted, { ...child, shared: "posted" }],
  ],
  if_they_come_back: ["always", [child, posted, unknown], [cautious, didHarm]],
  if_you_feel_worse: ["always", [child, posted, unknown, didHarm], [cautious]],
  what_not_to_send: ["cautious", [cautious], [child, adult, didHarm]],
  scam_signs: ["cautious", [cautious], [child, adult, didHarm]],
  check_profile_picture: ["cautious", [cautious], [child, adult, didHarm]],
  how_to_end_it: ["cautious", [cautious], [child, adult, didHarm]],
  if_it_becomes_a_threat: ["cautious", [cautious], [child, adult, didHarm]],
  stop_sharing: ["did harm", [didHarm, { ...didHarm, age: "13_to_17" }], [child, adult, cautious]],
  law_in_one_line: ["did harm", [didHarm, { ...didHarm, age: "13_to_17" }], [child, adult, cautious]],
};

describe("every step and when it is shown (protocol section 4)", () => {
  it.each(Object.entries(everyStep))("%s: %s", (step, [_when, shown, hidden]) => {
    for (const facts of shown) expect(stepsFor(facts), JSON.stringify(facts)).toContain(step);
    for (const facts of hidden) expect(stepsFor(facts), JSON.stringify(facts)).not.toContain(step);
  });

  it("the steps are those of the table, each named once, in its order", () => {
    expect(steps).toEqual(Object.keys(everyStep));
  });

  it.each<[string, Facts, SectionId]>([
    ["a child hears first of another safe adult", child, "right_now"],
    ["so does an unknown age", unknown, "right_now"],
    ["a child who is cautious is sent to another safe adult", { ...cautious, age: "13_to_17" }, "tell"],
    ["so is an unknown age that is cautious", { role: "cautious" }, "tell"],
  ])("where home is not safe %s", (_name, facts, where) => {
    for (const heard of ["carer_is_abuser", "honour"] as const) {
      const section = planFor({ facts, heard: [heard] }).find(({ section }) => section === where);
      expect(section?.steps[0]).toBe("other_safe_adult");
      expect(stepsFor(facts, heard)).not.toContain("trusted_adult");
    }
  });

  it.each<[string, Facts]>([
    ["an adult", adult],
    ["an adult who is cautious", cautious],
    ["a parent", parent],
    ["somebody who did harm", didHarm],
  ])("where home is not safe %s is sent to no adult", (_name, facts) => {
    for (const heard of ["carer_is_abuser", "honour"] as const) {
      expect(stepsFor(facts, heard)).not.toContain("other_safe_adult");
      expect(stepsFor(facts, heard)).not.toContain("trusted_adult");
    }
  });
});

describe("whom to contact, most fitting first (protocol section 5)", () => {
  const ex: Facts = { ...adult, offender: "partner_or_ex" };

  it.each<[string, Facts, Need[], ...Heard[]]>([
    ["a child: Childline first", child, ["child_support", "crisis_text", "crisis_line"]],
    [
      "a child who struggles: Childline is still first",
      { ...child, coping: "struggling" },
      ["child_support", "crisis_text", "crisis_line"],
    ],
    [
      "a child with an ex: Childline, no domestic abuse line (section 8, rule 5)",
      { ...child, offender: "partner_or_ex", nation: "wales" },
      ["child_support", "crisis_text", "crisis_line"],
    ],
    [
      "a parent, for the child and for themselves",
      parent,
      ["child_support", "adult_worried_about_child", "parent_support", "crisis_text"],
    ],
    ["an adult", adult, ["adult_image_abuse", "victim_support", "crisis_text", "crisis_line"]],
    ["a friend of an adult", friend, ["adult_image_abuse", "victim_support", "crisis_text", "crisis_line"]],
    [
      "an adult who copes",
      { ...adult, coping: "ok" },
      ["adult_image_abuse", "victim_support", "crisis_text", "crisis_line"],
    ],
    [
      "an adult who struggles: a crisis line before the rest",
      { ...adult, coping: "struggling" },
      ["crisis_line", "adult_image_abuse", "victim_support", "crisis_text"],
    ],
    [
      "an adult at risk",
      { ...adult, coping: "at_risk" },
      ["crisis_line", "adult_image_abuse", "victim_support", "crisis_text"],
    ],
    [
      "an unknown age: both age groups' services (section 3)",
      unknown,
      ["child_support", "adult_image_abuse", "crisis_text", "crisis_line"],
    ],
    [
      "an unknown age with an ex",
      { offender: "partner_or_ex", nation: "wales" },
      ["child_support", "adult_image_abuse", "crisis_text", "crisis_line"],
    ],
    [
      "an unknown age at risk: Childline is still first",
      { coping: "at_risk" },
      ["child_support", "adult_image_abuse", "crisis_text", "crisis_line"],
    ],
    [
      "an adult with an ex: the nation's domestic abuse line first",
      { ...ex, nation: "scotland" },
      ["domestic_abuse", "adult_image_abuse", "crisis_text", "crisis_line"],
    ],
    [
      "an adult with an ex, nation unknown: the plan itself names a domestic abuse line for each",
      ex,
      ["adult_image_abuse", "crisis_text", "crisis_line"],
    ],
    [
      "an adult with an ex, at risk",
      { ...ex, nation: "england", coping: "at_risk" },
      ["crisis_line", "domestic_abuse", "adult_image_abuse", "crisis_text"],
    ],
    [
      "a child who fears for honour: Karma Nirvana first (section 2)",
      child,
      ["honour", "child_support", "crisis_text", "crisis_line"],
      "honour",
    ],
    [
      "an adult at risk who fears for honour",
      { ...adult, coping: "at_risk" },
      ["honour", "crisis_line", "adult_image_abuse", "victim_support", "crisis_text"],
      "honour",
    ],
    [
      "a child whose carer is the abuser",
      child,
      ["child_support", "crisis_text", "crisis_line"],
      "carer_is_abuser",
    ],
    [
      "an adult who did harm: those who help to stop",
      didHarm,
      ["perpetration", "crisis_text", "crisis_line"],
    ],
    [
      "a child who did harm: Childline",
      { ...didHarm, age: "13_to_17" },
      ["child_support", "crisis_text", "crisis_line"],
    ],
    [
      "an unknown age who did harm: both",
      { role: "did_harm" },
      ["child_support", "perpetration", "crisis_text", "crisis_line"],
    ],
    [
      "a child who is cautious",
      { ...cautious, age: "13_to_17" },
      ["child_support", "child_safety_advice", "crisis_text"],
    ],
    ["an adult who is cautious", cautious, ["online_safety_advice", "child_safety_advice", "crisis_line"]],
    [
      "an unknown age that is cautious",
      { role: "cautious" },
      ["online_safety_advice", "child_safety_advice", "crisis_line"],
    ],
    [
      "an adult abroad: StopNCII by the same rules (section 4)",
      { ...adult, nation: "outside_uk" },
      ["adult_takedown"],
    ],
    ["a child abroad: Take It Down", { ...child, nation: "outside_uk" }, ["under_18_image_takedown"]],
    [
      "an adult abroad who would not say how old they are in it: never StopNCII",
      { age: "adult", nation: "outside_uk" },
      ["under_18_image_takedown"],
    ],
    [
      "somebody abroad who did harm: nobody's picture to take down",
      { ...didHarm, nation: "outside_uk" },
      ["online_safety_advice"],
    ],
    [
      "somebody abroad who is cautious: nothing has been sent",
      { ...cautious, nation: "outside_uk" },
      ["online_safety_advice"],
    ],
  ])("%s", (_name, facts, needs, ...heard) => {
    expect(peopleFor({ facts, heard })).toEqual(needs);
  });
});

describe("more people, for whoever asks for more (protocol section 5)", () => {
  it.each<[string, Facts, Need[]]>([
    [
      "an adult",
      adult,
      [
        "urgent_mental_health",
        "crisis_line",
        "lgbt",
        "victim_support",
        "sexual_violence",
        "online_safety_advice",
      ],
    ],
    [
      "a child",
      child,
      [
        "urgent_mental_health",
        "crisis_line",
        "lgbt",
        "child_safety_advice",
        "victim_support",
        "online_safety_advice",
      ],
    ],
    [
      "somebody of whom nothing is known: as a child",
      unknown,
      [
        "urgent_mental_health",
        "crisis_line",
        "lgbt",
        "child_safety_advice",
        "victim_support",
        "online_safety_advice",
      ],
    ],
    [
      "an adult whose ex posted it: help with technology, and with a report nobody answers",
      { ...posted, offender: "partner_or_ex" },
      [
        "urgent_mental_health",
        "crisis_line",
        "tech_safety",
        "lgbt",
        "victim_support",
        "sexual_violence",
        "ignored_report",
        "online_safety_advice",
      ],
    ],
    [
      "an adult with a hacked device: help with technology",
      { ...adult, origin: "hacked_device" },
      [
        "urgent_mental_health",
        "crisis_line",
        "tech_safety",
        "lgbt",
        "victim_support",
        "sexual_violence",
        "online_safety_advice",
      ],
    ],
    [
      "an adult abroad: no NHS",
      { ...adult, nation: "outside_uk" },
      ["crisis_line", "lgbt", "victim_support", "sexual_violence", "online_safety_advice"],
    ],
  ])("%s", (_name, facts, needs) => {
    expect(morePeopleFor({ facts, heard: [] })).toEqual(needs);
  });
});
