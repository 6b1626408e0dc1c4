// After the plan somebody says more. What of the plan do they need to see again?
import type { FactId } from "./facts.ts";
import { type PlanSection, planFor, type StepId, stepsIn } from "./plan.ts";
import { isOutsideUk, type Situation } from "./rules.ts";

/** Facts that turn the plan into another plan: the whole of it is shown again. */
const decisive: readonly FactId[] = [
  "role",
  "supporting",
  "age",
  "pictured_under_18",
  "offender",
  "shared",
  "paid",
];

/** Steps whose words name a nation's own services. */
const wordedByNation: readonly StepId[] = ["plan_before_blocking", "police", "report_fraud", "referrals"];

/** Is it another plan altogether? */
export function isAnotherPlan(before: Situation, after: Situation): boolean {
  return (
    decisive.some((fact) => before.facts[fact] !== after.facts[fact]) ||
    before.heard.length !== after.heard.length ||
    isOutsideUk(before) !== isOutsideUk(after)
  );
}

/** The sections to show now: all of another plan, or only the steps that are new or worded anew. */
export function changedSections(before: Situation, after: Situation): readonly PlanSection[] {
  const plan = planFor(after);
  if (isAnotherPlan(before, after)) return plan;
  const seen = stepsIn(planFor(before));
  const nationIsNew = before.facts.nation !== after.facts.nation;
  return plan
    .map(({ section, steps }) => ({
      section,
      steps: steps.filter((step) => !seen.includes(step) || (nationIsNew && wordedByNation.includes(step))),
    }))
    .filter(({ steps }) => steps.length > 0);
}
