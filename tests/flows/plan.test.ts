import { describe, expect, it } from "vitest";
import type { Facts } from "../../src/flows/facts.ts";
import { peopleFor, planFor, type StepId, stepsIn } from "../../src/flows/plan.ts";
import type { Heard } from "../../src/flows/rules.ts";

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

  it.each<[string, Facts, string]>([
    ["a child to Childline", child, "child_support"],
    ["an adult to the Revenge Porn Helpline", adult, "adult_image_abuse"],
    [
      "an adult with an ex to a domestic abuse line",
      { ...adult, offender: "partner_or_ex", nation: "wales" },
      "domestic_abuse",
    ],
    ["an adult who struggles to a crisis line", { ...adult, coping: "struggling" }, "crisis_line"],
    ["an adult who did harm to those who help to stop", { role: "did_harm", age: "adult" }, "perpetration"],
    ["a child who did harm to Childline", { role: "did_harm", age: "13_to_17" }, "child_support"],
  ])("sends %s first", (_name, facts, need) => {
    expect(peopleFor({ facts, heard: [] })[0]).toBe(need);
  });
});
