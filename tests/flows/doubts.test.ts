// Asking back: what is asked, once, and what the answers come to.
import { describe, expect, it } from "vitest";
import { doubtBetween } from "../../src/flows/doubts.ts";
import type { Facts } from "../../src/flows/facts.ts";
import { advance, type Step } from "../../src/flows/index.ts";
import type { DoubtQuestion, Question } from "../../src/flows/questions.ts";
import type { Doubt, Meaning } from "../../src/flows/types.ts";

const nothing: Meaning = { facts: {}, signals: [] };
const say = (facts: Facts): Meaning => ({ ...nothing, facts });
const waver = (doubt: Doubt | undefined, facts: Facts = {}): Meaning => {
  if (!doubt) throw new Error("Nobody would ask back about this.");
  return { ...say(facts), doubt };
};
const answer = (question: DoubtQuestion | "resume", option: string): Meaning => ({
  ...nothing,
  choice: { question, option },
});
const skip = (skipped: Question): Meaning => ({ ...nothing, skipped });

/** A talk from the first message on. */
function talk(...meanings: readonly Meaning[]): Step {
  const [first = nothing, ...rest] = meanings;
  return rest.reduce(
    (step, meaning) => advance(step.facts, step.place, meaning),
    advance({}, undefined, first),
  );
}
const asks = ({ replies }: Step): string | undefined => {
  const last = replies.at(-1);
  return last?.type === "ask" ? last.question : undefined;
};

const age = doubtBetween("age", "13_to_17", "adult");
const paid = doubtBetween("paid", "yes", "no");
const shared = doubtBetween("shared", "threatened", "posted");
const partner = doubtBetween("offender", "stranger", "partner_or_ex");

describe("the doubt between two readings", () => {
  it.each<[string, string, string, Doubt | undefined]>([
    ["age", "13_to_17", "adult", { asks: "sure_under_18", otherwise: { age: "adult" } }],
    [
      "age",
      "adult",
      "under_13",
      { asks: "sure_under_18", yes: { age: "under_13" }, otherwise: { age: "adult" } },
    ],
    ["age", "under_13", "13_to_17", undefined],
    ["paid", "no", "yes", { asks: "sure_paid", otherwise: { paid: "no" } }],
    ["shared", "threatened", "posted", { asks: "sure_shared", otherwise: { shared: "threatened" } }],
    ["shared", "threatened", "unsure", undefined],
    [
      "offender",
      "known_person",
      "partner_or_ex",
      { asks: "sure_partner", otherwise: { offender: "known_person" } },
    ],
    ["offender", "stranger", "known_person", { asks: "sure_known", otherwise: { offender: "stranger" } }],
    ["offender", "unsure", "partner_or_ex", { asks: "sure_partner", otherwise: { offender: "unsure" } }],
    ["coping", "ok", "struggling", undefined],
  ])("%s: %s or %s", (fact, one, other, doubt) => {
    expect(doubtBetween(fact, one, other)).toEqual(doubt);
    expect(doubtBetween(fact, other, one)).toEqual(doubt);
  });
});

describe("asking back", () => {
  it("never stores a doubtful age as an adult's before the answer", () => {
    const doubtful = talk(say({ role: "victim" }), waver(age));
    expect(doubtful.facts).toEqual({ role: "victim" });
    expect(asks(doubtful)).toBe("sure_under_18");
    expect(talk(waver(age)).facts).toEqual({});
  });

  it.each<[Doubt | undefined, DoubtQuestion, Facts, Facts]>([
    [age, "sure_under_18", { age: "13_to_17" }, { age: "adult" }],
    [doubtBetween("age", "under_13", "adult"), "sure_under_18", { age: "under_13" }, { age: "adult" }],
    [paid, "sure_paid", { paid: "yes" }, { paid: "no" }],
    [shared, "sure_shared", { shared: "posted" }, { shared: "threatened" }],
    [partner, "sure_partner", { offender: "partner_or_ex" }, { offender: "stranger" }],
    [
      doubtBetween("offender", "known_person", "stranger"),
      "sure_known",
      { offender: "known_person" },
      { offender: "stranger" },
    ],
  ])("%o: yes is the reading that would hurt most if missed, no the other", (doubt, question, yes, no) => {
    const asked = talk(say({ role: "victim" }), waver(doubt));
    expect(asks(asked)).toBe(question);
    expect(advance(asked.facts, asked.place, answer(question, "yes")).facts).toMatchObject(yes);
    expect(advance(asked.facts, asked.place, answer(question, "no")).facts).toMatchObject(no);
  });

  it("keeps the other facts of the message", () =>
    expect(talk(waver(paid, { role: "victim", age: "adult", shared: "posted" })).facts).toEqual({
      role: "victim",
      age: "adult",
      shared: "posted",
    }));

  it("comes before the ordinary question and stands for that of its fact", () => {
    const asked = talk(say({ role: "victim" }), waver(paid));
    expect(asked.place.asked).toEqual(["age", "paid", "sure_paid"]);
    const after = advance(asked.facts, asked.place, answer("sure_paid", "no"));
    expect(asks(after)).toBe("age");
  });

  it("takes what is said outright for the answer", () => {
    const after = talk(say({ role: "victim" }), waver(paid), say({ paid: "yes" }));
    expect(after.facts.paid).toBe("yes");
    expect(asks(after)).toBe("age");
  });

  it("takes what is said outright for more than a yes or no", () => {
    const no17: Meaning = { ...answer("sure_under_18", "no"), facts: { age: "13_to_17" } };
    expect(talk(say({ role: "victim" }), waver(age), no17).facts.age).toBe("13_to_17");
  });

  it("may be declined, and then nobody asks for the fact", () => {
    const after = talk(say({ role: "victim" }), waver(age), skip("sure_under_18"));
    expect(after.facts.age).toBeUndefined();
    expect(after.place.skipped).toEqual(["age"]);
    expect(asks(after)).toBe("coping");
  });

  it("is said once more, and then the asking ends as ever", () => {
    const again = talk(say({ role: "victim" }), waver(age), waver(age));
    expect(again.replies.at(-1)).toMatchObject({ question: "sure_under_18", again: true });
    const after = advance(again.facts, again.place, nothing);
    expect(after.place).toMatchObject({ at: "summary", skipped: ["age"] });
    expect(after.facts.age).toBeUndefined();
  });

  it("is dropped for a card, and the ordinary question comes later, once", () => {
    const danger: Meaning = { ...waver(age, { role: "victim" }), signals: ["danger_now"] };
    expect(asks(talk(danger, answer("resume", "carry_on")))).toBe("age");
    const asked = talk(
      waver(age, { role: "victim" }),
      { ...nothing, signals: ["danger_now"] },
      answer("resume", "carry_on"),
    );
    expect(asks(asked)).toBe("age");
    expect(asks(advance(asked.facts, asked.place, waver(age)))).toBe("age");
  });

  it("does not hear a late no, as nobody knows what it denies; a late yes says what it says", () => {
    const late = talk(say({ role: "victim" }), waver(age), say({ age: "13_to_17" }));
    expect(advance(late.facts, late.place, answer("sure_under_18", "no")).facts.age).toBe("13_to_17");
    const adult = talk(say({ role: "victim", age: "adult" }));
    expect(advance(adult.facts, adult.place, answer("sure_under_18", "yes")).facts.age).toBe("13_to_17");
  });

  it("does not ask again about what is known: the safer reading holds", () => {
    const after = talk(say({ role: "victim", age: "adult" }), waver(age));
    expect(after.facts.age).toBe("13_to_17");
    expect(asks(after)).toBe("coping");
  });

  it("asks nobody whom the question does not concern", () => {
    expect(asks(talk(say({ role: "did_harm", age: "adult" }), waver(paid)))).toBe("next");
    expect(asks(talk(say({ role: "cautious", age: "adult" }), waver(paid)))).toBe("next");
  });

  it("hears a victim in who was only careful, whichever reading is right", () =>
    expect(talk(say({ role: "cautious", age: "adult" }), waver(shared)).facts.role).toBe("victim"));

  it("hears a victim where nobody said what is happening, and something done is in doubt", () =>
    expect(talk(waver(shared)).facts).toEqual({ role: "victim" }));

  it("goes away when people go back from it", () => {
    const asked = talk(say({ role: "victim" }), say({ age: "adult" }), waver(paid));
    expect(asks(asked)).toBe("sure_paid");
    expect(asks(advance(asked.facts, asked.place, { ...nothing, signals: ["back"] }))).toBe("age");
  });

  it("lets people take the answer back", () => {
    const asked = talk(say({ role: "victim" }), waver(paid), answer("sure_paid", "yes"));
    const back = advance(asked.facts, asked.place, { ...nothing, signals: ["back"] });
    expect(asks(back)).toBe("age");
    expect(back.facts.paid).toBeUndefined();
  });
});
