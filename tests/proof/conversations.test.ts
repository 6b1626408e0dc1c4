// The proof over every conversation the machine can have (protocol section 8). What is walked, and why that is enough, is
// said in walk.ts. Each rule is a test of its own; a rule that fails shows the shortest way to break it.
import { beforeAll, describe, expect, it } from "vitest";
import { ordinary } from "../../src/flows/doubts.ts";
import type { Facts } from "../../src/flows/facts.ts";
import { advance } from "../../src/flows/index.ts";
import { freshMemory, stillToAsk } from "../../src/flows/memory.ts";
import { asksBack, doubtQuestions, factOf, triageQuestions } from "../../src/flows/questions.ts";
import type { Meaning, Reply } from "../../src/flows/types.ts";
import { type WalkedTurn, walk } from "./walk.ts";

const kind = (reply: Reply): string =>
  reply.type === "say" ? reply.say : reply.type === "card" ? reply.card : reply.type;
const asks = (replies: readonly Reply[]) =>
  replies.flatMap((reply) => (reply.type === "ask" ? [reply.question] : []));
const heard = ({ meaning }: WalkedTurn, ...signals: string[]) =>
  meaning?.signals.some((signal) => signals.includes(signal)) ?? false;
const takesBack = (turn: WalkedTurn) => heard(turn, "restart", "back") || /^change:/.test(turn.said);

/** The age that was known is somebody else's: they help, and told their own, or the other way round. */
const turnsAbout = ({ before, step, meaning }: WalkedTurn) =>
  (before.facts.role === "supporter") !== (step.facts.role === "supporter") ||
  Boolean(meaning?.facts.supporting);

const cards: Record<string, string> = {
  suicide_explicit: "suicide",
  danger_now: "danger",
  sexual_abuse: "abuse",
  carer_is_abuser: "carer",
  honour: "honour",
  suicide_possible: "suicide_check",
  self_harm: "suicide_check",
};
const carryOn: Meaning = { facts: {}, signals: [], choice: { question: "resume", option: "carry_on" } };

const isOfTriage = (question: string) => (triageQuestions as readonly string[]).includes(question);
const isBeforePlan = (at: string) => at === "role" || isOfTriage(at) || asksBack(at);

/** What each answer to a question asked back says, given the doubts of the walk. */
const answersBack: Readonly<Record<string, Facts>> = {
  "sure_under_18:yes": { age: "13_to_17" },
  "sure_under_18:no": { age: "adult" },
  "sure_paid:yes": { paid: "yes" },
  "sure_paid:no": { paid: "no" },
  "sure_shared:yes": { shared: "posted" },
  "sure_shared:no": { shared: "threatened" },
  "sure_partner:yes": { offender: "partner_or_ex" },
  "sure_partner:no": { offender: "stranger" },
  "sure_known:yes": { offender: "known_person" },
  "sure_known:no": { offender: "stranger" },
};

type Rule = (turn: WalkedTurn) => boolean;

/** What must hold of every turn. A rule that returns false has been broken. */
const rules: Record<string, Rule> = {
  "7. a sign of suicide, danger or abuse is answered in the same turn, before anything else": (turn) => {
    const signal = turn.meaning?.signals.find((one) => cards[one]);
    return !signal || turn.step.replies.slice(0, 2).some((reply) => kind(reply) === cards[signal]);
  },
  "7. and the talk goes on from where it was": (turn) => {
    if (!turn.isNew || turn.step.place.at !== "holding") return true;
    const on = advance(turn.step.facts, turn.step.place, carryOn);
    const [question] = asks(on.replies);
    if (!question || asksBack(question) || on.place.at === "holding") return false;
    const fact = factOf(question);
    return !fact || on.facts[fact] === undefined;
  },
  "8. leaving works from anywhere, with one line": (turn) =>
    !heard(turn, "exit") || (turn.step.ended && turn.step.replies.map(kind).join() === "exit"),
  "8. being forgotten works from anywhere": (turn) =>
    !heard(turn, "forget") || (turn.step.ended && turn.step.replies.map(kind).join() === "forgotten"),
  "8. a person can be asked for from anywhere": (turn) =>
    !heard(turn, "human") || /^human/.test(turn.step.replies.map(kind)[0] ?? ""),
  "8. an answer can be changed from anywhere": (turn) =>
    // Whether a child or an adult is helped follows from the age, where both are said at once.
    Object.entries(turn.meaning?.facts ?? {}).every(
      ([fact, value]) =>
        JSON.stringify(turn.step.facts[fact as "age"]) === JSON.stringify(value) || Array.isArray(value),
    ),
  "8. the language can be switched from anywhere, and the same question stands": (turn) =>
    !heard(turn, "language") ||
    asks(turn.step.replies)[0] === (turn.before.place?.pending ?? asks(turn.step.replies)[0]),
  "9. at most six questions come before the plan": ({ step }) =>
    new Set(step.place.asked.map(ordinary).filter(isOfTriage)).size <= 6,
  "9. a fact is asked back about once, and counts as asked for": ({ before, step }) =>
    asks(step.replies)
      .filter(asksBack)
      .every(
        (question) =>
          step.place.asked.includes(ordinary(question)) &&
          (before.place?.pending === question ||
            !before.place?.asked.some((past) => asksBack(past) && ordinary(past) === ordinary(question))),
      ),
  "9. every mixture of skips ends in a plan": ({ step, isNew }) => {
    if (!isNew || step.place.shownFor || !isBeforePlan(step.place.at)) return true;
    let at = { facts: step.facts, place: step.place };
    for (let i = 0; i <= triageQuestions.length + 1; i++) {
      const { pending } = at.place;
      if (!pending) return false;
      const next = advance(at.facts, at.place, { facts: {}, signals: [], skipped: pending });
      if (next.replies.some(({ type }) => type === "plan")) return true;
      at = next;
    }
    return false;
  },
  "11. nothing is asked whose answer is known or was refused": ({ step }) =>
    asks(step.replies)
      .map(ordinary)
      .every((question) => {
        const fact = factOf(question);
        return (
          !fact ||
          (step.facts[fact] === undefined && !step.place.skipped.includes(question)) ||
          fact === "platforms"
        );
      }),
  "11. an answered question is not asked again": (turn) => {
    const { place } = turn.before;
    if (!place?.pending || !turn.said.startsWith(`${place.pending}:`)) return true;
    const question = ordinary(place.pending);
    return !factOf(question) || asks(turn.step.replies).map(ordinary)[0] !== question;
  },
  "a doubt is asked back about at once, and nothing is taken": (turn) => {
    const { before, step, meaning } = turn;
    if (!meaning?.doubt) return true;
    const question = ordinary(meaning.doubt.asks);
    const isOver = before.place?.asked.some((past) => asksBack(past) && ordinary(past) === question);
    const known = { ...freshMemory(step.facts), skipped: step.place.skipped };
    if (isOver || !stillToAsk(question, known) || ["checking", "platforms"].includes(before.place?.at ?? ""))
      return true;
    return asks(step.replies)[0] === meaning.doubt.asks && step.facts[question as "age"] === undefined;
  },
  "an age in doubt is never taken for an adult's": ({ meaning, step }) =>
    meaning?.doubt?.asks !== "sure_under_18" || step.facts.age !== "adult",
  "what was asked back is taken as it was answered": ({ said, step }) =>
    Object.entries(answersBack[said] ?? {}).every(([fact, value]) => step.facts[fact as "age"] === value),
  "15. at most three bubbles come before the person's turn, the plan aside": ({ step }) =>
    step.replies.filter((reply) => !["plan", "plan_ready", "changed"].includes(kind(reply))).length <= 3,
  "core advice is there within the first two replies": (turn) =>
    turn.depth !== 2 ||
    turn.step.ended ||
    Object.keys(cards).some((signal) => heard(turn, signal)) ||
    turn.step.place.told.includes("core"),
  "whom somebody supports agrees with the age they gave": ({ step: { facts } }) =>
    facts.role !== "supporter" || !facts.age || (facts.supporting === "adult") === (facts.age === "adult"),
  "there is always a next step": ({ step }) => step.ended || step.replies.at(-1)?.type === "ask",
  "one question at a time": ({ step }) => asks(step.replies).length <= 1,
  "nothing that is known gets lost": (turn) =>
    takesBack(turn) ||
    turn.step.ended ||
    Object.keys(turn.before.facts).every(
      (fact) => (fact === "age" && turnsAbout(turn)) || turn.step.facts[fact as "age"] !== undefined,
    ),
};

const askedBack = new Set<string>();
const broken = new Map<string, string[]>();
let walked = { standings: 0, turns: 0, replies: 0 };

describe("over every conversation", () => {
  beforeAll(() => {
    for (const name of Object.keys(rules)) broken.set(name, []);
    walked = walk((turn) => {
      for (const question of asks(turn.step.replies).filter(asksBack)) askedBack.add(question);
      for (const [name, rule] of Object.entries(rules))
        if (!rule(turn)) {
          const found = broken.get(name);
          if (found && found.length < 3) found.push(turn.way());
        }
    });
    process.stdout.write(
      `walked ${walked.standings} standings, ${walked.turns} turns and ${walked.replies} replies of the machine\n`,
    );
  }, 600_000);

  it("has walked them", () => expect(walked.standings).toBeGreaterThan(10_000));

  it("has met every question that asks back", () =>
    expect([...askedBack].sort()).toEqual([...doubtQuestions].sort()));

  it.each(Object.keys(rules))("%s", (name) => expect(broken.get(name)).toEqual([]));
});
