// What people type, and the facts it states.
import { describe, expect, it } from "vitest";
import { hear } from "./saying.ts";

it("a whole story in one message", () => {
  const reading = hear(
    "im 15 and a girl off snap is saying shes gonna send my nudes to everyone unless i pay 200",
    "opening",
  );
  expect(reading.facts).toEqual({
    role: "victim",
    age: "13_to_17",
    offender: "stranger",
    shared: "threatened",
    demand: ["money"],
    platforms: ["snapchat"],
  });
  expect(reading.signals).toEqual([]);
});

describe("whose age, and when", () => {
  it.each([
    ["15", "age", "13_to_17"],
    ["fourteen", "age", "13_to_17"],
    ["13 nearly 14", "age", "13_to_17"],
    ["nearly 18", "age", "13_to_17"],
    ["turning 18 in 2 months", "age", "13_to_17"],
    ["18 next week", "age", "13_to_17"],
    ["18 last month", "age", "adult"],
    ["almost 13", "age", "under_13"],
    ["year 9", "age", "13_to_17"],
    ["S4", "age", "13_to_17"],
    ["p7", "age", "under_13"],
    ["forty two", "age", "adult"],
    ["18 no wait 17", "age", "13_to_17"],
    ["hes like 40 im 14", "age", "13_to_17"],
    ["actually im 17", null, "13_to_17"],
    ["the one doing it is 17", "age", undefined],
    ["its been going on for 12 months", null, undefined],
    ["ive got 15 missed calls", null, undefined],
    ["they want 50 quid", "age", undefined],
  ] as const)("%s (asked %s) is %s", (text, asked, age) => expect(hear(text, asked).facts.age).toBe(age));

  it("then is not now", () => {
    expect(hear("i was 15 then, im 22 now", "pictured_under_18").facts).toMatchObject({
      age: "adult",
      pictured_under_18: "yes",
    });
  });

  it("a parent's age is not the child's", () => {
    const { facts } = hear("im 41 and my daughter is being blackmailed over a picture", "opening");
    expect(facts).toMatchObject({ role: "supporter", supporting: "child" });
    expect(facts.age).not.toBe("adult");
  });

  it("a child somebody helps", () => {
    expect(hear("my daughter is 13", "role").facts).toEqual({
      role: "supporter",
      supporting: "child",
      age: "13_to_17",
    });
  });
});

describe("paid, or only asked to", () => {
  it.each([
    ["should i pay them", null, undefined],
    ["they want £500", null, undefined],
    ["hes told me to pay by friday", null, undefined],
    ["unless i pay 200 shell post it", null, undefined],
    ["i havent paid", "shared", "no"],
    ["havent paid a penny", "paid", "no"],
    ["tried to but my bank stopped it", "paid", "no"],
    ["not yet", "paid", "no"],
    ["i paid them £60", null, "yes"],
    ["yeah 50 quid", "paid", "yes"],
    ["half of it", "paid", "yes"],
  ] as const)("%s (asked %s): paid is %s", (text, asked, paid) =>
    expect(hear(text, asked).facts.paid).toBe(paid),
  );
});

describe("threatened, or shared already", () => {
  it.each([
    ["hes gonna send it to my mum", "shared", "threatened"],
    ["he sent it to my mum", "shared", "posted"],
    ["he hasnt posted it yet", "shared", "threatened"],
    ["its on a website", "shared", "posted"],
    ["just threats", "shared", "threatened"],
    ["they say they have but i cant find it", "shared", "unsure"],
    ["2", "shared", "posted"],
    ["B", "shared", "posted"],
    ["option 3", "shared", "unsure"],
  ] as const)("%s (asked %s): %s", (text, asked, shared) =>
    expect(hear(text, asked).facts.shared).toBe(shared),
  );
});

describe("who is doing it", () => {
  it.each([
    ["girl off insta never met", "stranger"],
    ["my ex", "partner_or_ex"],
    ["no not him, my ex", "partner_or_ex"],
    ["lad from my course", "known_person"],
    ["no idea", "unsure"],
    ["my mums boyfriend", "known_person"],
  ] as const)("%s: %s", (text, offender) => expect(hear(text, "offender").facts.offender).toBe(offender));
});

describe("where they are, not where they are from", () => {
  it.each([
    ["glesga", "scotland"],
    ["welsh but live in bristol now", "england"],
    ["im in ireland", "outside_uk"],
    ["Belfast", "northern_ireland"],
    ["UK", undefined],
  ] as const)("%s: %s", (text, nation) => expect(hear(text, "nation").facts.nation).toBe(nation));
});

it.each(["hi", "help", "is this anonymous", "i dont know how to say this", "asdfghjk", "😭😭😭 pls", "???"])(
  "%s states nothing",
  (text) => expect(hear(text).facts).toEqual({}),
);
