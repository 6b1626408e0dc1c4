// The dialogue machine: order, interruptions, corrections, exits. Routing only. Policy is in rules.ts and plan.ts,
// what is said in speech.ts, words in content. Interruptions stand on the root, so that no state can forget them.
import { and, assign, setup } from "xstate";
import { ordinary } from "./doubts.ts";
import type { Event } from "./events.ts";
import { freshMemory, lastAnswered, nextQuestion, situationOf, takeBack } from "./memory.ts";
import { optionsFor } from "./options.ts";
import { changedSections } from "./plan-changes.ts";
import { doubtQuestions, type Question, questions, triageQuestions } from "./questions.ts";
import { isUnder18 } from "./rules.ts";
import * as speech from "./speech.ts";
import type { Saying } from "./types.ts";

/** After this many misunderstandings in a row the next one ends the asking (protocol section 3.6). */
const mostMisses = 1;

const { createMachine, createStateConfig } = setup({
  types: {} as { context: speech.Talk; events: Event },
  guards: {
    nextIs: ({ context }, { question }: { question: Question }) => nextQuestion(context) === question,
    planNotShown: ({ context }) => context.shownFor === undefined,
    planHasChanged: ({ context }) =>
      context.shownFor !== undefined && changedSections(context.shownFor, situationOf(context)).length > 0,
    missedBefore: ({ context }) => context.misses >= mostMisses,
    canGoBack: ({ context }) => lastAnswered(context) !== undefined,
    coreTold: ({ context }) => context.told.includes("core"),
    knowsPlatforms: ({ context }) => Boolean(context.facts.platforms?.length),
    chose: ({ event }, { choice }: { choice: string }) => event.type === "CHOICE" && event.choice === choice,
    choseContact: ({ context, event }) =>
      event.type === "CHOICE" &&
      optionsFor("contact", context).some((option) => event.choice === `contact:${option}`),
    choseChange: ({ event }) => event.type === "CHOICE" && event.choice.startsWith("change:"),
  },
  actions: {
    greet: assign(({ context }) => speech.greet(context)),
    remindCore: assign(({ context }) => speech.remindCore(context)),
    say: assign(({ context }, { say }: { say: Saying }) => speech.tell(context, say)),
    ask: assign(({ context }, { question }: { question: Question }) => speech.ask(context, question)),
    askAgain: assign(({ context }) => speech.askAgain(context)),
    countMiss: assign(({ context }) => ({ misses: context.misses + 1 })),
    showCards: assign(({ context, event }) =>
      event.type === "CARDS" ? speech.showCards(context, event.cards, event.about) : {},
    ),
    showSuicideCard: assign(({ context }) => speech.showCards(context, ["suicide"], "self")),
    showCheckCard: assign(({ context }) => speech.showCards(context, ["suicide_check"], "self")),
    showPlan: assign(({ context }) => speech.showPlan(context, false)),
    showWholePlan: assign(({ context }) => speech.showPlan(context, true)),
    askSame: assign(({ context }) => speech.ask(context, context.pending ?? "next")),
    answer: assign(({ context }, { id }: { id: string }) => speech.answer(context, id)),
    showContact: assign(({ context, event }) =>
      event.type === "CHOICE" ? speech.answer(context, event.choice.replace(":", "_")) : {},
    ),
    showHowToHelp: assign(({ context }) =>
      speech.answer(context, isUnder18(situationOf(context)) ? "help_my_child" : "help_my_friend"),
    ),
    showShortPlan: assign(({ context }) => speech.showShortPlan(context)),
    referMore: assign(({ context }) => speech.referMore(context)),
    showMoney: assign(({ context }) => speech.showMoney(context)),
    refer: assign(({ context }) => speech.refer(context)),
    showPlatforms: assign(({ context }) => speech.showPlatforms(context)),
    setLimits: assign(({ context }) =>
      speech.tell(context, context.told.includes("rude_once") ? "rude_again" : "rude_once"),
    ),
    leaveQuestion: assign(({ context }) => ({
      skipped: context.pending ? [...context.skipped, ordinary(context.pending)] : context.skipped,
    })),
    takeBackLast: assign(({ context }) => takeBack(context, lastAnswered(context) ?? "role")),
    takeBackChosen: assign(({ context, event }) => {
      const chosen = event.type === "CHOICE" ? event.choice.slice("change:".length) : "";
      const question = questions.change.find((option) => option === chosen);
      return question ? takeBack(context, question) : {};
    }),
    noteAtRisk: assign(({ context }) => ({ facts: { ...context.facts, coping: "at_risk" } as const })),
    noteStruggling: assign(({ context }) => ({
      facts: { ...context.facts, coping: "struggling" } as const,
      told: [...context.told, "struggling" as const],
    })),
    forgetAnswers: assign(({ context }) => ({ ...freshMemory(), told: context.told })),
  },
});

/** A state that asks one question and waits. */
const asking = (question: Question) => createStateConfig({ entry: { type: "ask", params: { question } } });

const chose = (choice: string) => ({ type: "chose", params: { choice } }) as const;
const nextIs = (question: Question) => ({ type: "nextIs", params: { question } }) as const;
/** To whichever of these is the next question. */
const toNext = (...asked: readonly Question[]) =>
  asked.map((question) => ({ guard: nextIs(question), target: question }));
/** A state for each of these questions. */
const askingEach = (...asked: readonly Question[]) =>
  Object.fromEntries(asked.map((question) => [question, asking(question)]));
const answer = (id: string) => ({ type: "answer", params: { id } }) as const;
const say = (what: Saying) => ({ type: "say", params: { say: what } }) as const;

export const machine = createMachine({
  id: "harbour",
  context: { ...freshMemory(), replies: [] },
  initial: "new",
  on: {
    EXIT: { target: ".left", actions: say("exit") },
    FORGET: { target: ".left", actions: say("forgotten") },
    CARDS: { target: ".holding", actions: "showCards" },
    CHECK: { target: ".checking", actions: "showCheckCard" },
    HUMAN: [
      { guard: "coreTold", actions: [say("human"), "refer", "askAgain"] },
      { actions: [say("human_and_numbers"), say("core"), "askAgain"] },
    ],
    RESTART: { target: ".deciding", actions: ["forgetAnswers", say("restarted")] },
    BACK: [
      { guard: "canGoBack", target: ".deciding", actions: "takeBackLast" },
      { actions: ["greet", "askAgain"] },
    ],
    CHANGE: { target: ".change", actions: "greet" },
    ANSWER: ".deciding",
    HELLO: { actions: ["greet", "askAgain"] },
    REPEAT: { actions: ["greet", "askAgain"] },
    QUESTION: { actions: ["greet", "askSame"] },
    RUDE: { actions: ["setLimits", "greet", "askAgain"] },
    UNCLEAR: [
      { guard: "missedBefore", target: ".summary", actions: "leaveQuestion" },
      { actions: ["greet", "askAgain", "countMiss"] },
    ],
    CHOICE: [
      { guard: chose("ending_life:yes"), target: ".holding", actions: ["noteAtRisk", "showSuicideCard"] },
      { guard: "choseChange", target: ".deciding", actions: "takeBackChosen" },
      { guard: chose("next:carry_on"), target: ".deciding" },
      {
        guard: and([chose("next:report_platform"), "knowsPlatforms"]),
        target: ".next",
        actions: "showPlatforms",
        reenter: true,
      },
      { guard: chose("next:report_platform"), target: ".platforms" },
      { guard: chose("next:money"), target: ".next", actions: "showMoney", reenter: true },
      { guard: chose("next:contact"), target: ".contact" },
      { guard: chose("next:tell_someone"), target: ".next", actions: answer("tell_a_parent"), reenter: true },
      { guard: chose("next:help_them"), target: ".next", actions: "showHowToHelp", reenter: true },
      { guard: chose("next:people"), target: ".next", actions: "refer", reenter: true },
      { guard: chose("next:more"), target: ".more" },
      { guard: chose("next:done"), target: ".next", actions: say("done"), reenter: true },
      { guard: chose("more:plan_again"), target: ".planAgain" },
      { guard: chose("more:plan_short"), target: ".next", actions: "showShortPlan", reenter: true },
      { guard: chose("more:more_people"), target: ".next", actions: "referMore", reenter: true },
      { guard: chose("more:change_answer"), target: ".change" },
      { guard: "choseContact", target: ".next", actions: "showContact", reenter: true },
      { actions: ["greet", "askAgain"] },
    ],
  },
  states: {
    /** Nothing said yet. Whatever comes first is heard before the hello is over. */
    new: {
      on: {
        HELLO: { target: "role", actions: say("hello") },
        UNCLEAR: { target: "role", actions: say("hello") },
        QUESTION: "role",
        REPEAT: { target: "deciding" },
        HUMAN: { target: "role", actions: [say("human"), "refer"] },
        RUDE: { target: "role", actions: say("hello") },
        BACK: { target: "role", actions: say("hello") },
        CHANGE: { target: "role", actions: say("hello") },
        CHOICE: { target: "role", actions: say("hello") },
      },
    },

    /** Which question next? A doubt; the first whose answer we do not know; then the plan; then what sharpens it. */
    deciding: {
      entry: "greet",
      always: [
        ...toNext(...doubtQuestions, "role", ...triageQuestions),
        { guard: "planNotShown", target: "plan" },
        { guard: "planHasChanged", target: "plan" },
        ...toNext("nation", "paid_by"),
        { target: "next" },
      ],
    },

    ...askingEach("role", ...triageQuestions, ...doubtQuestions),

    /** The plan, or what has changed of it. */
    plan: { entry: "showPlan", always: "deciding" },
    planAgain: { entry: "showWholePlan", always: "next" },

    ...askingEach("nation", "paid_by", "next", "more", "contact", "change"),
    platforms: {
      entry: { type: "ask", params: { question: "platforms" } },
      on: { ANSWER: { target: "next", actions: "showPlatforms" } },
    },

    /** After an indirect sign: the one direct question. */
    checking: {
      entry: ["remindCore", { type: "ask", params: { question: "ending_life" } }],
      on: {
        CHOICE: [
          {
            guard: chose("ending_life:no"),
            target: "deciding",
            actions: ["noteStruggling", say("glad_you_told")],
          },
          { guard: chose("ending_life:yes"), target: "holding", actions: ["noteAtRisk", "showSuicideCard"] },
          { actions: ["remindCore", "askAgain"] },
        ],
        ANSWER: { target: "holding", actions: say("stay") },
        UNCLEAR: [
          { guard: "missedBefore", target: "holding", actions: say("stay") },
          { actions: ["remindCore", "askAgain", "countMiss"] },
        ],
      },
    },

    /** After a card: on, or stay with this. Whatever they say, the numbers stay in sight. */
    holding: {
      entry: ["remindCore", { type: "ask", params: { question: "resume" } }],
      on: {
        CHOICE: [
          { guard: chose("resume:carry_on"), target: "deciding" },
          {
            guard: chose("ending_life:yes"),
            target: "holding",
            actions: ["noteAtRisk", "showSuicideCard"],
            reenter: true,
          },
          { target: "holding", actions: say("stay"), reenter: true },
        ],
        UNCLEAR: { target: "holding", actions: say("stay"), reenter: true },
      },
    },

    /** Two misunderstandings: no more questions, the safe summary and people; the door stays open. */
    summary: {
      entry: [say("safe_summary"), "refer", { type: "ask", params: { question: "next" } }],
      on: { UNCLEAR: { actions: [say("still_here"), "askAgain"] } },
    },

    /** They left, or asked to be forgotten. Nothing is kept. */
    left: { type: "final" },
  },
});
