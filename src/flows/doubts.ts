// Two plausible readings of a fact that matters: which question asks back, and what its answers mean.
import type { Facts } from "./facts.ts";
import {
  asksBack,
  type DoubtQuestion,
  doubtQuestions,
  type Question,
  type triageQuestions,
} from "./questions.ts";
import type { Doubt, Meaning } from "./types.ts";

type Row = { readonly fact: (typeof triageQuestions)[number]; readonly yes: readonly [string, ...string[]] };

/** What each question asks about, and the readings "yes" covers: those that would hurt most if they were missed. */
const doubts: Readonly<Record<DoubtQuestion, Row>> = {
  sure_under_18: { fact: "age", yes: ["13_to_17", "under_13"] },
  sure_paid: { fact: "paid", yes: ["yes"] },
  sure_shared: { fact: "shared", yes: ["posted"] },
  sure_partner: { fact: "offender", yes: ["partner_or_ex"] },
  sure_known: { fact: "offender", yes: ["known_person"] },
};

/** The fact that is in doubt. */
export const factInDoubt = ({ asks }: Doubt): Row["fact"] => doubts[asks].fact;

/** The question that asks outright for what this one asks back about; any other question is its own. */
export const ordinary = <Q extends string>(question: Q): Q | Question =>
  asksBack(question) ? doubts[question].fact : question;

/** The doubt between two readings of a fact; none where "yes" would cover both, or neither matters enough to ask. */
export function doubtBetween(fact: string, one: string, other: string): Doubt | undefined {
  for (const asks of doubtQuestions) {
    const { fact: asked, yes } = doubts[asks];
    if (asked !== fact || yes.includes(one) === yes.includes(other)) continue;
    const [worse, milder] = yes.includes(one) ? [one, other] : [other, one];
    return { asks, ...(worse !== yes[0] && { yes: { [fact]: worse } }), otherwise: { [fact]: milder } };
  }
  return undefined;
}

/** What "yes" says, of this doubt or of the question by itself. */
export const whatYesSays = (asks: DoubtQuestion, doubt?: Doubt): Facts =>
  doubt?.yes ?? ({ [doubts[asks].fact]: doubts[asks].yes[0] } as Facts);

/** What an answer to a question that asked back says. A "no" means something only while its doubt waits. */
export function saidBack(choice: Meaning["choice"], waiting: Doubt | undefined): Facts {
  if (!choice || !asksBack(choice.question)) return {};
  const doubt = waiting?.asks === choice.question ? waiting : undefined;
  return choice.option === "yes" ? whatYesSays(choice.question, doubt) : (doubt?.otherwise ?? {});
}
