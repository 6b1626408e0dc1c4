// What goes into the flow (Meaning), what comes out (Reply), and where a conversation stands (Place).
import type { Facts } from "./facts.ts";
import type { Need } from "./needs.ts";
import type { PlanSection } from "./plan.ts";
import type { DoubtQuestion, Question } from "./questions.ts";
import type { Heard, Situation } from "./rules.ts";
import type { Signal } from "./signals.ts";

/** Two readings of one fact, too close to choose between: nothing is taken, one short question asks back. */
export type Doubt = {
  readonly asks: DoubtQuestion;
  /** What "yes" means, where it is not what the question says by itself (doubts.ts). */
  readonly yes?: Facts;
  /** What "no" means: the other reading, the less protective one. */
  readonly otherwise: Facts;
};

/** What we took one message to say. */
export type Meaning = {
  /** Facts the message states, and only those. */
  readonly facts: Facts;
  readonly signals: readonly Signal[];
  /** A fact the message may state one way or another, and which is therefore not among the facts. */
  readonly doubt?: Doubt;
  /** The safety signals speak of somebody else: "my son says he wants to die". */
  readonly about?: "other";
  /** This question was answered with "rather not say". */
  readonly skipped?: Question;
  /** The option taken of a question that fills no fact, such as `resume` or `next`. */
  readonly choice?: { readonly question: Question; readonly option: string };
  /** The answer, by its id in content, to a question they asked us. */
  readonly asksAbout?: string;
  /** The language asked for, or the one a first message is written in. */
  readonly language?: string;
};

/** The cards that interrupt everything else (protocol section 6 and 2). */
export const cards = ["suicide", "suicide_check", "danger", "honour", "abuse", "carer"] as const;
export type Card = (typeof cards)[number];

/** Things the bot says that carry no question, no plan and no card. */
export const sayings = [
  "hello",
  "core",
  "glad_you_told",
  "dont_know",
  "struggling",
  "under_13",
  "stay",
  "safe_summary",
  "still_here",
  "human",
  "human_and_numbers",
  "plan_ready",
  "no_pictures",
  "rude_once",
  "rude_again",
  "changed",
  "restarted",
  "exit",
  "forgotten",
  "done",
] as const;
export type Saying = (typeof sayings)[number];

/** Sayings that are said once in a conversation, or differently the second time. The rest need not be remembered. */
export const saidOnce = [
  "hello",
  "core",
  "under_13",
  "struggling",
  "rude_once",
] as const satisfies readonly Saying[];
export type SaidOnce = (typeof saidOnce)[number];

/** One thing the flow wants said, in ids. Content turns it into words. */
export type Reply =
  | { readonly type: "say"; readonly say: Saying }
  | {
      readonly type: "ask";
      readonly question: Question;
      /** Option ids in the order offered; `skip` last where the question may be skipped. */
      readonly options: readonly string[];
      /** Said before and not understood: say it more simply. */
      readonly again: boolean;
    }
  | {
      readonly type: "card";
      readonly card: Card;
      readonly about: "self" | "other";
      /** Services named under the card, where they depend on age, nation or hours. */
      readonly needs: readonly Need[];
    }
  /** The plan, or only what has changed since it was shown. */
  | { readonly type: "plan"; readonly sections: readonly PlanSection[]; readonly needs: readonly Need[] }
  /** Services to contact, best first. Content picks who is eligible and open. */
  | {
      readonly type: "refer";
      readonly needs: readonly Need[];
      /** Needs whose services were shown already. */
      readonly leaveOut?: readonly Need[];
    }
  /** The answer to a question they asked, by its id in content. */
  | { readonly type: "answer"; readonly answer: string }
  /** How to report on each of these platforms. */
  | { readonly type: "platforms"; readonly platforms: readonly string[] };

/** What `asksAbout` is when nobody has written an answer to their question. */
export const unknownAnswer = "unknown";

/** Where a conversation stands. Plain JSON; an older one is dropped and rebuilt from the facts. */
export type Place = {
  /** The machine's state. */
  readonly at: string;
  /** The question that waits for an answer. */
  readonly pending?: Question | undefined;
  /** The doubt that the waiting question asks back about. */
  readonly doubt?: Doubt | undefined;
  /** Questions asked so far, in order. */
  readonly asked: readonly Question[];
  readonly skipped: readonly Question[];
  /** Misunderstandings in a row. */
  readonly misses: number;
  /** What has been said once and need not be said again. */
  readonly told: readonly SaidOnce[];
  /** What was known when the plan was last shown. */
  readonly shownFor?: Situation | undefined;
  /** Signals that change the plan for good. */
  readonly heard: readonly Heard[];
};

/** The question that waits for an answer, with the options it offered. */
export type Asked = { readonly question: Question; readonly options: readonly string[] };
