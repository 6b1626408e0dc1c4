// Walks every conversation the machine can have, and shows each turn of it to whoever asks.
//
// Pruned, and why that is sound:
// - The machine asks of a fact only whether it is known or skipped, and the few things its rules look at (role, under 18,
//   adult, coping, paid, origin, nation). One value stands for all that the rules read alike; plans over all values are
//   proven apart, in situations.ts.
// - The place holds no past but what it names (told, misses, skipped, asked). Conversations that come to the same facts and
//   place go on alike, so each such standing is walked once. The order of `asked` only decides what "back" takes back; every
//   standing is walked with one order, and every order is a way of its own to that standing.
import { doubtBetween, ordinary } from "../../src/flows/doubts.ts";
import type { Facts } from "../../src/flows/facts.ts";
import { advance, open, type Step } from "../../src/flows/index.ts";
import { freshMemory } from "../../src/flows/memory.ts";
import { optionsFor } from "../../src/flows/options.ts";
import { changedSections, isAnotherPlan } from "../../src/flows/plan-changes.ts";
import { asksBack, factOf, type Question } from "../../src/flows/questions.ts";
import { signals } from "../../src/flows/signals.ts";
import type { Doubt, Meaning, Place } from "../../src/flows/types.ts";

/** Where a conversation stands between two messages. */
export type Standing = { readonly facts: Facts; readonly place: Place | undefined };

/** One message and what it led to. */
export type WalkedTurn = {
  readonly before: Standing;
  /** What the message was, in words for a test's report. */
  readonly said: string;
  readonly meaning: Meaning | undefined;
  readonly step: Step;
  /** The shortest way that led here. */
  readonly way: () => string;
  /** How many messages the person has written, this one included, on the shortest way. */
  readonly depth: number;
  /** Nobody stood there before: what is costly to check needs checking only now. */
  readonly isNew: boolean;
};

const nothing: Meaning = { facts: {}, signals: [] };

/** One value for each that the machine's rules read alike. */
const volunteered: readonly Facts[] = [
  { role: "victim" },
  { role: "supporter" },
  { role: "supporter", supporting: "child" },
  { role: "did_harm" },
  { role: "cautious" },
  { age: "under_13" },
  { age: "13_to_17" },
  { age: "adult" },
  { coping: "ok" },
  { coping: "struggling" },
  { pictured_under_18: "no" },
  { offender: "stranger" },
  { offender: "partner_or_ex" },
  { shared: "threatened" },
  { paid: "no" },
  { paid: "yes" },
  { nation: "wales" },
  { nation: "outside_uk" },
  { platforms: ["snapchat"] },
  { role: "victim", age: "13_to_17", offender: "stranger", shared: "threatened" },
  { role: "victim", origin: "claimed" },
];

/** One doubt for each question that asks back. The machine does not look at what the other reading is. */
const doubted = [
  doubtBetween("age", "13_to_17", "adult"),
  doubtBetween("paid", "yes", "no"),
  doubtBetween("shared", "posted", "threatened"),
  doubtBetween("offender", "partner_or_ex", "stranger"),
  doubtBetween("offender", "known_person", "stranger"),
] as readonly Doubt[];

const spoken = signals.filter((signal) => signal !== "under_13");

const messages: readonly (readonly [said: string, meaning: Meaning])[] = [
  ["nonsense", nothing],
  ["a question of theirs", { ...nothing, asksAbout: "is_it_my_fault" }],
  ...spoken.map((signal) => [signal, { facts: {}, signals: [signal] }] as const),
  ["suicide_explicit of somebody else", { facts: {}, signals: ["suicide_explicit"], about: "other" }],
  ["danger and suicide at once", { facts: {}, signals: ["danger_now", "suicide_explicit"] }],
  ...volunteered.map((facts) => [JSON.stringify(facts), { facts, signals: [] }] as const),
  ...doubted.map((doubt) => [JSON.stringify(doubt), { ...nothing, doubt }] as const),
  ["a doubt and a fact", { facts: { coping: "ok" }, signals: [], doubt: doubted[0] as Doubt }],
];

/** The answers to the waiting question, every button of it. */
function answers({ facts, place }: Standing): readonly (readonly [string, Meaning])[] {
  const question: Question | undefined = place?.pending;
  if (!question) return [];
  return optionsFor(question, { ...freshMemory(facts), ...place, facts }).map((option) => {
    const said = `${question}:${option}`;
    const fact = factOf(question);
    if (option === "skip") return [said, { ...nothing, skipped: question }];
    if (question === "role" && (option === "threatened" || option === "posted"))
      return [said, { facts: { role: "victim", shared: option }, signals: [] }];
    const value = question === "paid_by" || question === "platforms" ? [option] : option;
    return [
      said,
      fact
        ? { facts: { [fact]: value } as Facts, signals: [] }
        : { ...nothing, choice: { question, option } },
    ];
  });
}

/** What the machine reads of each fact: its own value where a rule looks at it, else only that there is an answer. */
const read: Readonly<Record<string, (value: string) => string>> = {
  role: (value) => value,
  supporting: (value) => value,
  origin: (value) => (value === "claimed" ? value : "answered"),
  age: (value) => (value === "adult" ? value : "under_18"),
  paid: (value) => (value === "yes" ? value : "answered"),
  nation: (value) => (value === "outside_uk" ? value : "answered"),
};

/** Facts the machine never looks at in some roles: no question asks for them there. */
const careful = ["coping", "origin", "pictured_under_18", "offender", "shared", "paid", "paid_by", "nation"];
const unread: Readonly<Record<string, readonly string[]>> = {
  victim: ["supporting", "demand"],
  supporter: ["coping", "origin", "demand"],
  cautious: ["supporting", "demand", ...careful],
  did_harm: ["supporting", "demand", ...careful],
};

/** What a skipped question counts as: who does not say what is happening is treated as a victim (section 3). */
const closedAs: Partial<Record<string, string>> = { age: "skipped", role: "victim" };

/**
 * The facts as the machine reads them. A question that was skipped is as closed as one that was answered. Of one that is open
 * it reads whether it was asked back about, which is done once and bears on later doubts about the same fact only. It does so
 * for every fact alike: the age stands for all, and is not told apart while another doubt is asked about.
 */
function plain(
  facts: Facts,
  { asked, skipped }: Pick<Place, "asked" | "skipped">,
  at: string,
): Readonly<Record<string, string>> {
  const marked = !asksBack(at) && asked.includes("sure_under_18");
  const open = marked ? [["age", "asked back"] as const] : [];
  const closed = skipped.map((question) => [question, closedAs[question] ?? "answered"] as const);
  const known = Object.entries(facts).map(
    ([fact, value]) => [fact, read[fact]?.(String(value)) ?? "answered"] as const,
  );
  const ignored = [
    "ending_life",
    ...(unread[facts.role ?? "victim"] ?? []),
    ...(at === "next" ? [] : ["platforms"]),
  ];
  return Object.fromEntries(
    [...open, ...closed, ...known]
      .filter(([fact]) => !ignored.includes(fact))
      .sort(([a], [b]) => a.localeCompare(b)),
  );
}

/**
 * What the machine can tell two standings apart by. Of what was told only the hello and the core advice count: the rest takes
 * one bubble away, so the first way to a standing, which has told least, says the most. Of the plan that was shown it counts
 * whether nothing, something or everything of it has changed. What was heard of home changes steps and one option only.
 * Beside the way only role, age and payment are looked at; what was known comes into play again back on the way, where every
 * standing is walked.
 */
/** States that wait for something beside the way: after a card, in a menu, after a misunderstanding. They come back to it. */
const beside = ["holding", "checking", "summary", "change", "more", "contact", "platforms"];

function keyOf({ facts, place }: Standing): string {
  if (!place) return JSON.stringify(plain(facts, freshMemory(), "new"));
  const { at, pending, misses, told, heard, shownFor, skipped, asked } = place;
  const answered = asked.some((question) => question !== pending && question !== ordinary(pending ?? ""));
  const now = { facts, heard };
  const news =
    shownFor &&
    (isAnotherPlan(shownFor, now) ? "all" : changedSections(shownFor, now).length > 0 ? "some" : "none");
  const greeted = [told.includes("hello"), told.includes("core")];
  const all = plain(facts, { asked, skipped }, at);
  const known = beside.includes(at) ? [all.role, all.age, all.paid] : all;
  return JSON.stringify([known, at, pending, misses, greeted, answered, news]);
}

/** Walks from the first message on and shows each turn. Returns how much was walked. */
export function walk(
  see: (turn: WalkedTurn) => void,
  most = 400_000,
): { standings: number; turns: number; replies: number } {
  type Found = Standing & { readonly from: Found | undefined; readonly said: string; readonly depth: number };
  const wayTo = (found: Found): string => (found.from ? `${wayTo(found.from)} > ${found.said}` : found.said);
  const start: Found = { facts: {}, place: undefined, from: undefined, said: "start", depth: 0 };
  const seen = new Set([keyOf(start)]);
  const queue: Found[] = [start];
  let turns = 0;
  let replies = 0;

  for (let found = queue.shift(); found; found = queue.shift()) {
    const here = found;
    const next: readonly (readonly [string, Meaning | undefined])[] = [
      ["opens the chat", undefined],
      ...answers(here),
      ...messages,
    ];
    for (const [said, meaning] of next) {
      const step = meaning ? advance(here.facts, here.place, meaning) : open(here.facts, here.place);
      turns++;
      replies += step.replies.length;
      const depth = here.depth + (meaning ? 1 : 0);
      const after: Found = { facts: step.facts, place: step.place, from: here, said, depth };
      const key = keyOf(after);
      const isNew = !step.ended && !seen.has(key);
      see({ before: here, said, meaning, step, way: () => wayTo(after), depth, isNew });
      if (!isNew) continue;
      seen.add(key);
      if (seen.size > most) throw new Error(`More than ${most} standings: the walk does not end.`);
      queue.push(after);
    }
  }
  return { standings: seen.size, turns, replies };
}
