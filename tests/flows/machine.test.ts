import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { draw } from "../../src/flows/diagram.ts";
import { doubtBetween, ordinary } from "../../src/flows/doubts.ts";
import type { Facts } from "../../src/flows/facts.ts";
import { advance, canResume } from "../../src/flows/index.ts";
import { machine } from "../../src/flows/machine.ts";
import type { Signal } from "../../src/flows/signals.ts";
import type { Meaning, Place, Reply } from "../../src/flows/types.ts";

const nothing: Meaning = { facts: {}, signals: [] };
const hear = (...signals: Signal[]): Meaning => ({ facts: {}, signals });
const say = (facts: Facts): Meaning => ({ facts, signals: [] });
/** Says these facts, and something that may be one of two. */
function waver(facts: Facts, fact: string, one: string, other: string): Meaning {
  const doubt = doubtBetween(fact, one, other);
  if (!doubt) throw new Error(`Nobody would ask back between ${one} and ${other}.`);
  return { facts, signals: [], doubt };
}
const choose = (
  question: "resume" | "next" | "more" | "change" | "ending_life",
  option: string,
): Meaning => ({
  ...nothing,
  choice: { question, option },
});

type Stand = { facts: Facts; place: Place | undefined };

/** The meanings that lead to each state somebody can wait in. */
const ways: Record<string, readonly Meaning[]> = {
  new: [],
  role: [nothing],
  age: [say({ role: "victim" })],
  coping: [say({ role: "victim", age: "adult" })],
  pictured_under_18: [say({ role: "victim", age: "adult", coping: "ok" })],
  offender: [say({ role: "victim", age: "13_to_17", coping: "ok" })],
  shared: [say({ role: "victim", age: "13_to_17", coping: "ok", offender: "stranger" })],
  paid: [say({ role: "victim", age: "13_to_17", coping: "ok", offender: "stranger", shared: "threatened" })],
  sure_under_18: [waver({ role: "victim" }, "age", "13_to_17", "adult")],
  sure_partner: [
    waver({ role: "victim", age: "13_to_17", coping: "ok" }, "offender", "stranger", "partner_or_ex"),
  ],
  sure_known: [
    waver({ role: "victim", age: "13_to_17", coping: "ok" }, "offender", "stranger", "known_person"),
  ],
  sure_shared: [
    waver(
      { role: "victim", age: "13_to_17", coping: "ok", offender: "stranger" },
      "shared",
      "threatened",
      "posted",
    ),
  ],
  sure_paid: [
    waver(
      { role: "victim", age: "13_to_17", coping: "ok", offender: "stranger", shared: "threatened" },
      "paid",
      "no",
      "yes",
    ),
  ],
  nation: [
    say({
      role: "victim",
      age: "13_to_17",
      coping: "ok",
      offender: "stranger",
      shared: "threatened",
      paid: "no",
    }),
  ],
  paid_by: [
    say({
      role: "victim",
      age: "13_to_17",
      coping: "ok",
      offender: "stranger",
      shared: "threatened",
      paid: "yes",
      nation: "wales",
    }),
  ],
  next: [say({ role: "cautious", age: "adult" })],
  change: [say({ role: "cautious", age: "adult" }), choose("more", "change_answer")],
  more: [say({ role: "cautious", age: "adult" }), choose("next", "more")],
  contact: [say({ role: "cautious", age: "adult" }), choose("next", "contact")],
  platforms: [say({ role: "cautious", age: "adult" }), choose("next", "report_platform")],
  checking: [hear("suicide_possible")],
  holding: [hear("danger_now")],
  summary: [nothing, nothing, nothing],
};

function follow(meanings: readonly Meaning[]): Stand & { replies: readonly Reply[] } {
  let stand: Stand & { replies: readonly Reply[] } = { facts: {}, place: undefined, replies: [] };
  for (const meaning of meanings) {
    const { facts, place, replies } = advance(stand.facts, stand.place, meaning);
    stand = { facts, place: JSON.parse(JSON.stringify(place)) as Place, replies };
  }
  return stand;
}

const kinds = (replies: readonly Reply[]) =>
  replies.map((reply) =>
    reply.type === "say"
      ? reply.say
      : reply.type === "ask"
        ? reply.question
        : reply.type === "card"
          ? reply.card
          : reply.type,
  );

const waiting = Object.entries(ways);

describe("the machine", () => {
  it("has a way to every state somebody can wait in", () => {
    const passing = ["deciding", "plan", "planAgain", "left"];
    expect(Object.keys(ways).sort()).toEqual(
      Object.keys(machine.states)
        .filter((s) => !passing.includes(s))
        .sort(),
    );
    for (const [state, way] of waiting) expect(follow(way).place?.at ?? "new").toBe(state);
  });

  describe.each(waiting)("from %s", (state, way) => {
    const stand = follow(way);
    const go = (meaning: Meaning) => advance(stand.facts, stand.place, meaning);

    it.each<[Signal, string]>([
      ["suicide_explicit", "suicide"],
      ["danger_now", "danger"],
      ["sexual_abuse", "abuse"],
      ["carer_is_abuser", "carer"],
      ["honour", "honour"],
      ["suicide_possible", "suicide_check"],
      ["self_harm", "suicide_check"],
    ])("%s is answered at once and the talk goes on where it was", (signal, card) => {
      const after = go(hear(signal));
      expect(kinds(after.replies)[0]).toBe(card);
      if (["suicide_possible", "self_harm", "holding", "checking"].some((s) => s === signal || s === state))
        return;
      const back = advance(after.facts, after.place, choose("resume", "carry_on"));
      // Saying "i want to die" answers how they are: that question is not asked again.
      if (signal === "suicide_explicit" && state === "coping") return;
      const asking =
        { new: "role", summary: "age", change: "next", platforms: "next", more: "next", contact: "next" }[
          state
        ] ?? ordinary(state);
      expect(kinds(back.replies).at(-1)).toBe(asking);
    });

    it.each<[Signal, string]>([
      ["exit", "exit"],
      ["forget", "forgotten"],
    ])("%s ends it at once", (signal, said) => {
      const after = go(hear(signal));
      expect(after.ended).toBe(true);
      expect(kinds(after.replies)).toEqual([said]);
    });

    it("a person can be asked for, and something is asked after", () => {
      const after = go(hear("human"));
      expect(kinds(after.replies)[0]).toMatch(/^human/);
      expect(after.replies.at(-1)?.type).toBe("ask");
    });

    it.each<Signal>([
      "repeat",
      "stuck",
      "language",
      "back",
      "restart",
      "correction",
      "abuse_of_bot",
      "attachment",
    ])("%s leaves a next step", (signal) => {
      const { replies, ended } = go(hear(signal));
      expect(ended).toBe(false);
      expect(replies.at(-1)?.type).toBe("ask");
      expect(replies.length).toBeLessThanOrEqual(3);
    });

    it("nonsense never ends the talk, however often", () => {
      let at: Stand = stand;
      for (let i = 0; i < 6; i++) {
        const after = advance(at.facts, at.place, nothing);
        expect(after.replies.at(-1)?.type).toBe("ask");
        at = after;
      }
    });
  });

  it("gives core advice within the first two replies, whatever is said", () => {
    const firsts: Meaning[] = [
      nothing,
      hear("human"),
      hear("abuse_of_bot"),
      hear("danger_now"),
      hear("suicide_possible"),
      say({ age: "adult" }),
      hear("back"),
    ];
    const seconds: Meaning[] = [
      ...firsts,
      hear("repeat"),
      choose("resume", "stay"),
      choose("ending_life", "no"),
      say({ role: "victim" }),
    ];
    for (const first of firsts)
      for (const second of seconds) {
        const one = advance({}, undefined, first);
        const two = advance(one.facts, one.place, second);
        const told = kinds([...one.replies, ...two.replies]);
        const again = [first, second].every((m) =>
          m.signals.some((s) => s === "danger_now" || s === "suicide_possible"),
        );
        if (!again) expect(told, JSON.stringify([first, second])).toContain("core");
        expect(two.replies.length, JSON.stringify([first, second])).toBeLessThanOrEqual(3);
      }
  });

  it("takes up a talk whose place is gone from its facts alone", () => {
    const { facts, place } = follow(ways.paid ?? []);
    expect(canResume({ ...(place as Place), at: "a_state_of_another_release" })).toBe(false);
    expect(kinds(advance(facts, undefined, nothing).replies)).toContain("hello");
    expect(kinds(advance(facts, undefined, say({ demand: ["money"] })).replies).at(-1)).toBe("paid");
  });

  it("is drawn as it is (npm run diagram)", () => {
    expect(readFileSync(new URL("../../src/flows/diagram.md", import.meta.url), "utf8")).toBe(draw());
  });
});
