// Questions and answers: what is said is short, easy and safe for whoever hears it, and what is asked is found.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { answersFile, buildAnswerIndex, findAnswer } from "../../src/content/answers.ts";
import { loadDirectory, type Person } from "../../src/content/directory.ts";
import { mostWords, wordCount } from "../../src/content/fit.ts";
import { fill, placeholdersIn } from "../../src/content/placeholders.ts";
import { variantFor } from "../../src/content/variants.ts";
import { audienceOf, tags } from "../../src/flows/audience.ts";
import type { Facts } from "../../src/flows/facts.ts";
import { readingGrade } from "../support/reading.ts";

const content = fileURLToPath(new URL("../../src/content/", import.meta.url));
const readYaml = (path: string): unknown => parse(readFileSync(path, "utf8"));
const file = answersFile.parse(readYaml(join(content, "languages/en/answers.yaml")));
const { answers } = file;
const directory = loadDirectory(content);
const nations = {
  england: "England",
  wales: "Wales",
  scotland: "Scotland",
  northern_ireland: "Northern Ireland",
};
const now = new Date("2026-11-24T12:00:00Z");

/** Every variant of every answer. */
const texts = Object.entries(answers).flatMap(([id, { answer }]) =>
  Object.entries(answer).map(([key, text]) => ({ path: `${id}.${key}`, id, key, text })),
);
/** The people a variant may be said to: every nation, where the key names none. */
function peopleFor(key: string): readonly Person[] {
  const held = key.split("+");
  const age = held.includes("under_18") ? "13_to_17" : held.includes("adult") ? "adult" : undefined;
  const named = (["scotland", "northern_ireland", "england", "wales", "outside_uk"] as const).find((nation) =>
    held.includes(nation),
  );
  const places = named
    ? [named]
    : [undefined, "england", "wales", "scotland", "northern_ireland", "outside_uk"];
  return places.map((nation) => ({ ...(age && { age }), ...(nation && { nation }) }) as Person);
}

function filled(text: string, person: Person): string {
  const listener = { language: "en", person, now, directory, webChat: "https://chat.example" };
  return placeholdersIn(text).reduce((said, name) => {
    const value = fill(name, listener, nations)?.value;
    if (value === undefined) throw new Error(`Nothing to put in {{${name}}}`);
    return said.replaceAll(`{{${name}}}`, value);
  }, text);
}

describe("answers", () => {
  it("are many, each with a short label", () => {
    expect(Object.keys(answers).length).toBeGreaterThanOrEqual(55);
    const titles = Object.values(answers).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it.each(texts)("$path is at most 60 words and easy to read, whoever it is said to", ({ key, text }) => {
    for (const person of peopleFor(key)) {
      const said = filled(text, person);
      expect(wordCount(said), said).toBeLessThanOrEqual(mostWords);
      expect(readingGrade(said), said).toBeLessThanOrEqual(8);
    }
  });

  it("read at grade 6 or below on average", () => {
    const grades = texts.map(({ key, text }) => readingGrade(filled(text, peopleFor(key)[0] ?? {})));
    expect(grades.reduce((sum, grade) => sum + grade, 0) / grades.length).toBeLessThanOrEqual(6);
  });

  it.each(texts)("$path holds no number or link of its own, no blame and no promise", ({ text }) => {
    // Ages, the law's 48 hours, and the 0 that leaves a text chat.
    const own = text.replace(/\{\{[^}]*\}\}/g, "").replace(/\b(18s?|19s?|48|0)\b/g, "");
    expect(own).not.toMatch(/\d|https?:|www\.|@/);
    expect(text.toLowerCase()).not.toMatch(
      /why did you|why didn't you|you should have|you shouldn't have|commit suicide|promise that|we promise|guarantee|will be (removed|taken down|caught|arrested)|get your money back|won't post|always works/,
    );
  });

  it("never say that paying, sending, meeting or talking them round might help", () => {
    for (const { path, text } of texts)
      expect(text.toLowerCase(), path).not.toMatch(
        /(paying|sending|meeting|begging|replying) (may|might|can|could|sometimes|will) (help|work|stop)|buy (you )?time|you could (pay|meet|beg|negotiate)|ask (them )?for more time/,
      );
  });
});

describe("for whom", () => {
  const ages = [undefined, "under_13", "13_to_17", "adult"] as const;
  const roles = [undefined, "victim", "supporter", "did_harm"] as const;
  const offenders = [undefined, "stranger", "partner_or_ex", "known_person", "unsure"] as const;
  const pictured = [undefined, "yes", "no", "unsure"] as const;
  const places = [undefined, "england", "scotland", "northern_ireland", "outside_uk"] as const;
  const situations = ages.flatMap((age) =>
    roles.flatMap((role) =>
      offenders.flatMap((offender) =>
        pictured.flatMap((pictured_under_18) =>
          places.map(
            (nation) =>
              Object.fromEntries(
                Object.entries({ age, role, offender, pictured_under_18, nation }).filter(
                  ([, value]) => value !== undefined,
                ),
              ) as Facts,
          ),
        ),
      ),
    ),
  );
  const heard = situations.map((facts) => {
    const held = audienceOf({ facts, heard: [] });
    return { facts, said: Object.entries(answers).map(([id, { answer }]) => said(id, answer, held)) };
  });
  function said(id: string, answer: (typeof answers)[string]["answer"], held: ReadonlySet<string>) {
    return { id, text: answer[variantFor(answer, held)] ?? "" };
  }

  it("StopNCII and the Revenge Porn Helpline are only for adults, and never for a child's picture", () => {
    for (const { facts, said } of heard)
      for (const { id, text } of said) {
        if (facts.age !== "adult") expect(text, id).not.toMatch(/\{\{(stopncii|revenge-porn-helpline)\./);
        if (facts.pictured_under_18 === "yes") expect(text, id).not.toContain("{{stopncii.");
      }
  });

  it("blocking is only a step where the other person is known to be a stranger", () => {
    for (const { facts, said } of heard)
      if (facts.offender !== "stranger")
        for (const { id, text } of said)
          expect(text, id).not.toMatch(/then block|block them now|you can block/i);
  });

  it("Report Fraud is never named: Scotland has none, and the plan names it where it stands", () => {
    for (const { said } of heard) for (const { text } of said) expect(text).not.toMatch(/report.?fraud/i);
  });

  it("nobody is told to save, copy, download or send the picture", () => {
    for (const { path, text } of texts) {
      // The bluff e-mail holds no picture and is sent on to those who stop such e-mails.
      if (path.startsWith("webcam_email")) continue;
      const kept = text.replace(/(don't|not to|nobody should|never|without|no need to)[^.:]*[.:]/gi, "");
      expect(kept, path).not.toMatch(
        /\b(screenshot|save|copy|download|forward|send)\b (it|the (nude|picture|photo|video))/i,
      );
    }
  });

  it("every variant can be reached by somebody", () => {
    const known = new Set<string>([...tags, "web", "sms", "teams", "web_chat"]);
    for (const { key, path } of texts)
      if (key !== "default")
        expect(
          key.split("+").every((tag) => known.has(tag)),
          path,
        ).toBe(true);
  });
});

describe("finding an answer", () => {
  const asked = z.array(z.record(z.string(), z.string()));
  const cases = z
    .strictObject({
      tuning: asked,
      fresh: asked,
      nothing: z.array(z.string()),
      statements: z.array(z.string()),
      crisis: z.array(z.string()),
    })
    .parse(readYaml(fileURLToPath(new URL("answers-questions.yaml", import.meta.url))));
  const index = buildAnswerIndex(file, "en");
  const hits = (said: readonly string[]) => said.filter((text) => findAnswer(text, index));
  const measure = (questions: readonly Record<string, string>[]) => {
    const rows = questions
      .flatMap((one) => Object.entries(one))
      .map(([id, text]) => ({ id, text, found: findAnswer(text, index)?.id }));
    const right = rows.filter(({ id, found }) => id === found).length;
    const answered = rows.filter(({ found }) => found).length;
    const wrong = rows.filter(({ id, found }) => id !== found);
    return { precision: right / answered, recall: right / rows.length, wrong };
  };

  it("holds its test questions out of what the search learns from", () => {
    const learnt = new Set(Object.values(answers).flatMap(({ asks }) => asks));
    const questions = [...cases.tuning, ...cases.fresh].flatMap((one) => Object.values(one));
    expect(cases.fresh.length).toBeGreaterThanOrEqual(120);
    expect(questions.filter((text) => learnt.has(text.replace(/\?$/, "")))).toEqual([]);
  });

  it("finds every question the search learnt from", () => {
    for (const [id, { asks }] of Object.entries(answers))
      for (const text of asks) expect(findAnswer(text, index)?.id, text).toBe(id);
  });

  // The floors are what was measured. On `fresh`, never tuned on, recall is 0.842 and precision 0.918.
  it.each([
    ["tuning", 0.95, 0.91],
    ["fresh", 0.91, 0.84],
  ] as const)("finds the %s questions: precision %d, recall %d", (set, precise, complete) => {
    const { precision, recall, wrong } = measure(cases[set]);
    expect(precision, JSON.stringify(wrong)).toBeGreaterThanOrEqual(precise);
    expect(recall, JSON.stringify(wrong)).toBeGreaterThanOrEqual(complete);
  });

  it("stays silent on what merely tells, on crises, and mostly on what is none of its business", () => {
    expect(cases.statements.length).toBeGreaterThanOrEqual(100);
    expect(hits(cases.statements).length / cases.statements.length).toBeLessThanOrEqual(0.03);
    expect(hits(cases.crisis)).toEqual([]);
    expect(hits(cases.nothing).length).toBeLessThanOrEqual(cases.nothing.length / 3);
  });

  it("takes anything, and gives nothing back for it", () => {
    for (const text of ["", "   ", "?", "???", "😭😭", "0", "a".repeat(5000), "__proto__", "constructor?"])
      expect(findAnswer(text, index), text).toBeUndefined();
  });
});
