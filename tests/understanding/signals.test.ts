// Danger said in many ways, and words that only look like it.
import { describe, expect, it } from "vitest";
import { hear } from "./saying.ts";

describe("heard", () => {
  it.each([
    ["i want to die", "suicide_explicit"],
    ["i wanna kms fr", "suicide_explicit"],
    ["i tryed to kil myself last nite", "suicide_explicit"],
    ["ive took loads of tablets", "suicide_explicit"],
    ["my ex broke up with me and im ending it all", "suicide_explicit"],
    ["i dont know what to do i want to die", "suicide_explicit"],
    ["my son says he wants to die", "suicide_explicit"],
    ["dwi isio marw", "suicide_explicit"],
    ["everyone would be better off without me", "suicide_possible"],
    ["I don't want to die, I just want it to stop", "suicide_possible"],
    ["no way out", "suicide_possible"],
    ["cant do this anymore", "suicide_possible"],
    ["i cut myself again", "self_harm"],
    ["hes outside my house", "danger_now"],
    ["they know where i live and theyre coming", "danger_now"],
    ["my uncle touches me", "sexual_abuse"],
    ["my foster carer has the pictures", "carer_is_abuser"],
    ["my family will kill me if they see", "honour"],
    ["im 11", "under_13"],
  ] as const)("%s: %s", (text, signal) => expect(hear(text).signals).toContain(signal));

  it("about somebody else", () => {
    expect(hear("my son says he wants to die")).toMatchObject({ about: "other" });
    expect(hear("my son says he wants to die").facts.coping).toBeUndefined();
    expect(hear("i want to die").about).toBeUndefined();
  });

  it("at the far end of a very long message", () =>
    expect(hear(`${"and then he messaged me again ".repeat(500)} i want to die`).signals).toContain(
      "suicide_explicit",
    ));
});

describe("not meant", () => {
  it.each([
    "im not suicidal",
    "this is killing me lol",
    "i could die of embarrassment",
    "id kill for a good nights sleep",
    "my phones about to die",
    "im dead 💀 that was so awkward",
    "hes not dangerous",
    "no im not going to hurt myself",
    "my mum will kill me if she finds out lol",
    "nobody has touched me",
    "my dad knows and hes helping me",
    "i cut him off last week",
    "he lives in another country so he cant come here",
  ])("%s", (text) => expect(hear(text).signals).toEqual([]));
});

describe("asked of the bot", () => {
  it.each([
    ["exit", "exit"],
    ["delete my answers", "forget"],
    ["is this a robot", "human"],
    ["go back", "back"],
    ["start again", "restart"],
    ["actually im 17", "correction"],
    ["i dont understand", "stuck"],
    ["what?", "repeat"],
    ["[photo]", "attachment"],
    ["ur a useless pile of junk", "abuse_of_bot"],
  ] as const)("%s: %s", (text, signal) => expect(hear(text, "shared").signals).toEqual([signal]));

  it.each([
    ["cymraeg", "cy"],
    ["english please", "en"],
  ])("%s switches to %s", (text, language) =>
    expect(hear(text)).toMatchObject({ language, signals: ["language"] }),
  );

  it("a text in Welsh is noticed without being asked", () =>
    expect(hear("ma rhywun yn bygwth rhannu lluniau ohona i").language).toBe("cy"));
});
