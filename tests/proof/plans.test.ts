// The proof over every plan: which steps it has, and what they say (protocol section 8).
import { describe, expect, it } from "vitest";
import { eligible, personOf } from "../../src/content/directory.ts";
import { channels, loadContent, type Message, render } from "../../src/content/index.ts";
import { audienceOf } from "../../src/flows/audience.ts";
import { peopleFor, planFor, type StepId, stepsIn } from "../../src/flows/plan.ts";
import type { Situation } from "../../src/flows/rules.ts";
import { needsOf } from "../../src/flows/speech.ts";
import { cards, type Reply } from "../../src/flows/types.ts";
import { everySituation, situationsOfWords } from "./situations.ts";

const content = loadContent();
const night = new Date("2026-11-22T02:00:00Z");
const morning = new Date("2026-11-24T11:00:00Z");

// ---------------------------------------------------------------- steps, over every situation

type StepRule = (
  facts: Situation["facts"],
  has: (step: StepId) => boolean,
  tags: ReadonlySet<string>,
) => boolean;
const helpedOrVictim = (tags: ReadonlySet<string>) => tags.has("victim") || tags.has("supporter");

const stepRules: Record<string, StepRule> = {
  "2. StopNCII is for an adult in an adult's picture only": (facts, has, tags) =>
    !has("stopncii") || (tags.has("adult") && facts.pictured_under_18 === "no"),
  "3. every plan for an under 18 in the UK has CEOP, Report Remove and a trusted adult": (
    _facts,
    has,
    tags,
  ) =>
    !tags.has("victim") ||
    !tags.has("under_18") ||
    tags.has("outside_uk") ||
    (has("ceop") && has("report_remove") && has("trusted_adult")),
  "3. and so it has where nobody said an age": (_facts, has, tags) =>
    !tags.has("victim") ||
    !tags.has("age_unknown") ||
    tags.has("outside_uk") ||
    (has("ceop") && has("report_remove")),
  "4. who is or may be pictured under 18 gets the child image rule and no adult evidence step": (
    facts,
    has,
    tags,
  ) => {
    const sureAdult = tags.has("adult") && facts.pictured_under_18 === "no";
    const bluff = tags.has("adult") && facts.origin === "claimed" && facts.pictured_under_18 === undefined;
    return (
      !helpedOrVictim(tags) || sureAdult || bluff || (has("child_image_rule") && !has("keep_links_adult"))
    );
  },
  "5. blocking is only for a stranger": (facts, has) =>
    !has("block_after_evidence") || facts.offender === "stranger" || facts.origin === "claimed",
  "5. with a partner, an ex, somebody known or nobody known, safety comes first": (facts, has, tags) =>
    !helpedOrVictim(tags) ||
    facts.offender === "stranger" ||
    facts.origin === "claimed" ||
    has("plan_before_blocking"),
  "6. who has paid is told not to pay more, and gets a money step": (facts, has, tags) =>
    !helpedOrVictim(tags) || facts.paid !== "yes" || (has("dont_pay_more") && has("recovery_scam")),
  "1. everybody else is told not to pay": (facts, has, tags) =>
    !helpedOrVictim(tags) || facts.paid === "yes" || has("dont_pay"),
  "the police are there for everybody it happened to": (_facts, has, tags) =>
    !helpedOrVictim(tags) || has("police"),
  "a helper is told not to look": (_facts, has, tags) => !tags.has("supporter") || has("helper_image_rule"),
};

describe("the steps of every plan", () => {
  const broken = new Map(Object.keys(stepRules).map((name) => [name, [] as string[]]));
  let plans = 0;
  for (const situation of everySituation()) {
    plans++;
    const steps = new Set(stepsIn(planFor(situation)));
    const tags = audienceOf(situation);
    for (const [name, rule] of Object.entries(stepRules))
      if (!rule(situation.facts, (step) => steps.has(step), tags)) {
        const found = broken.get(name);
        if (found && found.length < 3) found.push(JSON.stringify(situation.facts));
      }
  }
  process.stdout.write(`made ${plans} plans\n`);

  it("were made", () => expect(plans).toBeGreaterThan(1_000_000));
  it.each(Object.keys(stepRules))("%s", (name) => expect(broken.get(name)).toEqual([]));
});

// ---------------------------------------------------------------- words, over everything they can tell apart

type Said = {
  readonly situation: Situation;
  readonly tags: ReadonlySet<string>;
  readonly messages: readonly Message[];
  readonly now: Date;
};
type WordRule = (said: Said, language: string) => string | undefined;

const servicesOf = (messages: readonly Message[]) => messages.flatMap(({ triage }) => triage.services ?? []);
const sentencesOf = (messages: readonly Message[]) =>
  messages.flatMap(({ text }) => text.split(/(?<=[.!?])\s+|\n/)).map((sentence) => sentence.trim());

/** What an English sentence may say of paying, sending, meeting and bargaining: not to, that it happened, or what to do after. */
const aboutGivingIn =
  /\b(pay|paying|send (them|him|her|it|more|any)|meet|bargain|negotiate|deal with them)\b/i;
const notGivingIn =
  /\b(don't|do not|not|never|no|nobody|stop|scam|often does not|anyone who|if anyone|lots of people pay|should not|you can text|app you paid from|a fee)\b/i;

/** Sentences that tell somebody to make, keep or send the picture. */
const handlesPicture =
  /\b(screenshot|save|copy|download|send|forward|upload|keep)\b[^.]*\b(nude|nudes|picture|pictures|photo|video|image)\b/i;
const notHandling =
  /\b(don't|would show the nude, write|not the nude|nobody should|no more|not|never|you upload the picture there|they upload the picture there|profile picture)\b/i;

const promises =
  /\b(we|i|they|police|you) will (get|remove|delete|take (it|them) down|catch|stop (it|them))\b|\bguarantee|\bwill be (removed|deleted|taken down|refunded)|\bpromise|won't (post|send|share) it|nobody will (know|find out|see)/i;

const domesticAbuse: Record<string, string> = {
  england: "national-da-helpline",
  wales: "live-fear-free",
  scotland: "sdafmh-scotland",
  northern_ireland: "dsa-helpline-ni",
};

const wordRules: Record<string, WordRule> = {
  "1. nothing hints that paying, sending more, meeting or bargaining might help": ({ messages }, language) =>
    language === "en"
      ? sentencesOf(messages).find((sentence) => aboutGivingIn.test(sentence) && !notGivingIn.test(sentence))
      : undefined,
  "2. no adult service is given to an under 18, and to an unknown age only with its limit beside it": ({
    tags,
    messages,
  }) => {
    const adultOnly = ["revenge-porn-helpline", "stopncii", "stop-it-now"];
    const given = messages.filter(
      ({ triage }) => triage.services?.some((id) => adultOnly.includes(id)) && !triage.steps,
    );
    if (tags.has("under_18") && !tags.has("supporter"))
      return servicesOf(messages).find((id) => adultOnly.includes(id));
    return tags.has("age_unknown") ? given.find(({ text }) => !/18/.test(text))?.text : undefined;
  },
  "2. no adult who was pictured under 18 is given StopNCII": ({ tags, messages }) =>
    tags.has("pictured_under_18") ? servicesOf(messages).find((id) => id === "stopncii") : undefined,
  "3. every under 18 it happened to is given Childline": ({ tags, messages }) =>
    tags.has("victim") &&
    tags.has("under_18") &&
    !tags.has("outside_uk") &&
    !servicesOf(messages).includes("childline")
      ? "no Childline"
      : undefined,
  "4. nobody who is, may be or was pictured under 18 is told to make, keep or send the picture": (
    { situation, messages },
    language,
  ) =>
    language === "en" && stepsIn(planFor(situation)).includes("child_image_rule")
      ? sentencesOf(messages).find((sentence) => handlesPicture.test(sentence) && !notHandling.test(sentence))
      : undefined,
  "5. with a partner or ex nothing says to block": ({ tags, messages }, language) =>
    language === "en" && tags.has("partner_or_ex") && !tags.has("cautious") && !tags.has("did_harm")
      ? sentencesOf(messages).find((sentence) =>
          /\bblock (them|him|her|the person|this person)\b/i.test(sentence),
        )
      : undefined,
  "5. and the nation's domestic abuse line is there, or Childline": ({ situation, tags, messages }) => {
    const { nation } = situation.facts;
    if (!tags.has("partner_or_ex") || !helpedOrVictim(tags) || nation === "outside_uk") return undefined;
    const given = servicesOf(messages);
    if (tags.has("under_18")) return given.includes("childline") ? undefined : "no Childline";
    const wanted = nation ? [domesticAbuse[nation]] : Object.values(domesticAbuse);
    return wanted.find((id) => !given.includes(id ?? ""));
  },
  "12. nothing is promised": ({ messages }) =>
    sentencesOf(messages).find((sentence) => promises.test(sentence)),
  "13. no service is shown to somebody it is not for": ({ situation, messages }) =>
    servicesOf(messages).find((id) => {
      const service = content.directory.services[id];
      return !service || eligible(service, personOf(situation.facts)).fits === "no";
    }),
  "13. no number is shown that is not in the directory": ({ messages }) => {
    const known = new Set(
      Object.values(content.directory.services).flatMap(({ phone, welsh_phone, text }) =>
        [phone?.dial, welsh_phone?.dial, text?.to.replaceAll(" ", "")].filter(Boolean),
      ),
    );
    const found = messages.flatMap(({ text }) =>
      [...text.replace(/https:\S+/g, "").matchAll(/\b\d[\d ]{2,}\d\b/g)].map(([number]) =>
        number.replaceAll(" ", ""),
      ),
    );
    return found.find((number) => !known.has(number));
  },
};

describe.each(content.languages)("the words of every plan, in %s", (language) => {
  const broken = new Map(Object.keys(wordRules).map((name) => [name, [] as string[]]));
  let read = 0;
  for (const situation of situationsOfWords())
    for (const now of [night, morning]) {
      const replies: Reply[] = [{ type: "plan", sections: planFor(situation), needs: peopleFor(situation) }];
      const scene = {
        language,
        channel: channels.web,
        now,
        situation,
        directory: content.directory,
        voice: content.voice,
      };
      const messages = render(replies, scene);
      read += messages.length;
      for (const [name, rule] of Object.entries(wordRules)) {
        const wrong = rule({ situation, tags: audienceOf(situation), messages, now }, language);
        const found = broken.get(name);
        if (wrong && found && found.length < 3) found.push(`${wrong} ← ${JSON.stringify(situation)}`);
      }
    }
  process.stdout.write(`read ${read} messages of plans in ${language}\n`);

  it("were read", () => expect(read).toBeGreaterThan(100_000));
  it.each(Object.keys(wordRules))("%s", (name) => expect(broken.get(name)).toEqual([]));
});

describe.each(content.languages)("every card, in %s", (language) => {
  const services = content.directory.services;
  const reaches = (ids: readonly string[], way: (id: string) => unknown) =>
    ids.some((id) => !["emergency-999", "emergency-sms"].includes(id) && !id.startsWith("p") && way(id));

  it("7. names 999, a phone line and a text or chat line, whoever reads it", () => {
    for (const situation of situationsOfWords())
      for (const card of cards)
        for (const about of ["self", "other"] as const) {
          const replies: Reply[] = [{ type: "card", card, about, needs: needsOf(card, situation) }];
          const scene = {
            language,
            channel: channels.web,
            now: night,
            situation,
            directory: content.directory,
            voice: content.voice,
          };
          const [message] = render(replies, scene);
          const given = message?.triage.services ?? [];
          const where = JSON.stringify([card, about, situation, message?.text]);
          expect(message?.triage.card, where).toMatch(/^(suicide|danger|abuse)$/);
          expect(message?.text, where).toMatch(/999/);
          expect(
            reaches(given, (id) => services[id]?.phone),
            where,
          ).toBe(true);
          expect(
            reaches(given, (id) => services[id]?.text ?? services[id]?.chat),
            where,
          ).toBe(true);
        }
  });
});
