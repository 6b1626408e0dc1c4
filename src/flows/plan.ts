// Facts → the plan: which steps, in which order (protocol section 4). One row a step; words are content.
import type { Need } from "./needs.ts";
import * as is from "./rules.ts";

/** The sections of the plan, in order. `then` takes what does not fit into the first three steps. */
export const sections = [
  "right_now",
  "then",
  "money",
  "evidence",
  "stop_it",
  "secure",
  "report",
  "tell",
  "people",
  "worse",
] as const;
export type SectionId = (typeof sections)[number];

type Row = readonly [section: SectionId, step: string, when: is.Rule];

const { all, any, not, always } = is;

/** The plan of somebody it happened to, and of somebody who helps them. */
const victimRows = [
  ["right_now", "other_safe_adult", all(is.mayBeUnder18, not(is.isSupporter), is.homeIsUnsafe)],
  ["right_now", "plan_before_blocking", is.mayBeClose],
  ["right_now", "dont_pay", not(is.hasPaid)],
  ["right_now", "dont_pay_more", is.hasPaid],
  ["right_now", "do_not_meet", is.isAskedToMeet],
  ["right_now", "dont_send_more", is.mayBeAskedForMore],
  ["right_now", "stop_replying", not(any(is.isPartnerOrEx, is.carerIsAbuser))],

  ["money", "call_bank", is.mayHavePaidByBank],
  ["money", "gift_card", is.paidBy("gift_card")],
  ["money", "crypto", is.paidBy("crypto")],
  ["money", "payment_app", is.paidBy("payment_app")],
  ["money", "recovery_scam", any(is.hasPaid, is.isPosted)],

  ["evidence", "keep_words", always],
  ["evidence", "keep_links_adult", all(is.isAdultPicture, is.isPosted)],
  ["evidence", "child_image_rule", is.pictureMayShowChild],
  ["evidence", "helper_image_rule", is.isSupporter],
  ["evidence", "deactivate_not_delete", not(any(is.isPartnerOrEx, is.carerIsAbuser))],

  ["stop_it", "report_remove", all(is.mayBeUnder18, is.mayBeInUk)],
  ["stop_it", "take_it_down", is.pictureShowsChild],
  ["stop_it", "stopncii", is.isAdultPicture],
  ["stop_it", "report_platform", any(is.isPosted, ({ facts }) => Boolean(facts.platforms?.length))],
  ["stop_it", "search_engines", all(is.isAdult, is.isPosted)],
  ["stop_it", "report_provider", all(is.isPosted, ({ facts }) => !facts.platforms?.length)],
  ["stop_it", "watch_for_copies", any(is.isPosted, ({ facts }) => facts.origin === "recorded")],
  ["stop_it", "block_after_evidence", all(is.isStranger, not(is.carerIsAbuser))],

  ["secure", "secure_account", ({ facts }) => facts.origin === "hacked_account"],
  ["secure", "secure_device", ({ facts }) => facts.origin === "hacked_device"],
  ["secure", "bluff_email", is.isBluff],

  ["report", "ceop", all(is.mayBeUnder18, is.mayBeInUk)],
  ["report", "police", always],
  ["report", "report_fraud", all(is.hasPaid, is.isInReportFraudArea)],

  ["tell", "trusted_adult", all(is.mayBeUnder18, not(is.isSupporter), not(is.homeIsUnsafe))],
  ["tell", "helper_how_to_help", is.isSupporter],

  ["people", "referrals", always],

  ["worse", "if_posted", not(is.isPosted)],
  ["worse", "if_they_come_back", always],
  ["worse", "if_you_feel_worse", always],
] as const satisfies readonly Row[];

/** For somebody who wants to know whether a person is genuine. */
const cautiousRows = [
  ["right_now", "what_not_to_send", always],
  ["right_now", "scam_signs", always],
  ["right_now", "check_profile_picture", always],
  ["right_now", "how_to_end_it", always],
  ["tell", "trusted_adult", all(is.mayBeUnder18, not(is.homeIsUnsafe))],
  ["tell", "other_safe_adult", all(is.mayBeUnder18, is.homeIsUnsafe)],
  ["people", "referrals", always],
  ["worse", "if_it_becomes_a_threat", always],
] as const satisfies readonly Row[];

/** For somebody who shared or asked for a picture: how to stop, the law, and where to get help. */
const harmRows = [
  ["right_now", "stop_sharing", always],
  ["right_now", "law_in_one_line", always],
  ["people", "referrals", always],
  ["worse", "if_you_feel_worse", always],
] as const satisfies readonly Row[];

const rows = [...victimRows, ...cautiousRows, ...harmRows];

export type StepId = (typeof rows)[number][1];
/** Every step any plan may hold. */
export const steps: readonly StepId[] = [...new Set(rows.map(([, step]) => step))];

/** One section with its steps, never empty. */
export type PlanSection = { readonly section: SectionId; readonly steps: readonly StepId[] };

/** How many steps "right now" shows; the rest opens the next section and is never dropped. */
const rightNowLimit = 3;

/** The plan for this situation, section by section. */
export function planFor(situation: is.Situation): readonly PlanSection[] {
  const table = is.didHarm(situation) ? harmRows : is.isCautious(situation) ? cautiousRows : victimRows;
  const chosen = table.filter(([, , when]) => when(situation));
  const stepsOf = (section: SectionId) => chosen.filter(([s]) => s === section).map(([, step]) => step);
  const now = stepsOf("right_now");
  return sections
    .map((section) => ({
      section,
      steps:
        section === "right_now"
          ? now.slice(0, rightNowLimit)
          : section === "then"
            ? now.slice(rightNowLimit)
            : stepsOf(section),
    }))
    .filter(({ steps }) => steps.length > 0);
}

/** Every step of a plan, in order. */
export const stepsIn = (plan: readonly PlanSection[]): readonly StepId[] =>
  plan.flatMap(({ steps }) => steps);

/** Whom to contact, most fitting first (protocol section 5). */
export function peopleFor(situation: is.Situation): readonly Need[] {
  const { facts, heard } = situation;
  const inDistress = facts.coping === "struggling" || facts.coping === "at_risk";
  const first: Need[] = [
    ...(heard.includes("honour") ? (["honour"] as const) : []),
    ...(inDistress && is.isAdult(situation) ? (["crisis_line"] as const) : []),
  ];
  return [...new Set([...first, ...usualPeople(situation)])];
}

/** People beyond those of the plan, for whoever asks for more (protocol section 5). */
export function morePeopleFor(situation: is.Situation): readonly Need[] {
  const needs: readonly (readonly [Need, is.Rule])[] = [
    ["urgent_mental_health", is.mayBeInUk],
    ["crisis_line", always],
    ["tech_safety", any(is.isPartnerOrEx, ({ facts }) => facts.origin === "hacked_device")],
    ["lgbt", always],
    ["child_safety_advice", is.mayBeUnder18],
    ["victim_support", always],
    ["sexual_violence", is.isAdult],
    ["ignored_report", is.isPosted],
    ["online_safety_advice", always],
  ];
  return needs.filter(([, when]) => when(situation)).map(([need]) => need);
}

function usualPeople(situation: is.Situation): readonly Need[] {
  const child = is.isUnder18(situation);
  if (is.isOutsideUk(situation)) {
    if (is.didHarm(situation) || is.isCautious(situation)) return ["online_safety_advice"];
    return is.isAdultPicture(situation) ? ["adult_takedown"] : ["under_18_image_takedown"];
  }
  if (is.didHarm(situation)) {
    if (child) return ["child_support", "crisis_text", "crisis_line"];
    return is.isAdult(situation)
      ? ["perpetration", "crisis_text", "crisis_line"]
      : ["child_support", "perpetration", "crisis_text", "crisis_line"];
  }
  if (is.isCautious(situation)) {
    return child
      ? ["child_support", "child_safety_advice", "crisis_text"]
      : ["online_safety_advice", "child_safety_advice", "crisis_line"];
  }
  if (child) {
    return is.isSupporter(situation)
      ? ["child_support", "adult_worried_about_child", "parent_support", "crisis_text"]
      : ["child_support", "crisis_text", "crisis_line"];
  }
  const support: Need[] = ["victim_support", "crisis_text", "crisis_line"];
  if (is.isAgeUnknown(situation)) return ["child_support", "adult_image_abuse", ...support.slice(1)];
  if (!is.isPartnerOrEx(situation)) return ["adult_image_abuse", ...support];
  // While the nation is unknown, `plan_before_blocking` names a domestic abuse line for each.
  const home: Need[] = situation.facts.nation ? ["domestic_abuse"] : [];
  return [...home, "adult_image_abuse", "crisis_text", "crisis_line"];
}
