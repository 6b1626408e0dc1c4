// Whole plans as people see them: by day, at night where it differs, and after they have said one thing more.
import type { Message } from "../content/index.ts";
import type { Facts } from "../flows/facts.ts";
import type { StepId } from "../flows/plan.ts";
import type { Situation } from "../flows/rules.ts";
import { asRead, type Book, day, night } from "./protocol-book.ts";
import { factWords, languageName, personWords, valueWords } from "./protocol-labels.ts";
import { blocks, bubble, spaced, table } from "./protocol-markdown.ts";
import {
  type Exchange,
  type Journey,
  journeyOf,
  people,
  type Somebody,
  sayMore,
} from "./protocol-situations.ts";
import { sayTo } from "./protocol-words.ts";

const situationOf = ({ last }: Journey): Situation => ({ facts: last.facts, heard: last.place.heard });

const said = (facts: Facts): string =>
  Object.entries(facts)
    .map(([fact, value]) => {
      if (fact === "role") return personWords(String(value));
      const values = ([] as string[]).concat(value as string | string[]);
      return `${factWords(fact)}: ${values.map((one) => valueWords(fact, one)).join(", ")}`;
    })
    .join("; ");

const answered = ({ question, value }: Exchange): string =>
  `${factWords(question)}: ${value === undefined ? "rather not say" : valueWords(question, String(value))}`;

const quoted = (messages: readonly Message[]): readonly string[] => messages.map(({ text }) => bubble(text));

const buttonsOf = ({ choices = [] }: Message): string =>
  choices.length > 0 ? `Buttons: ${choices.map(({ label }) => `[${label}]`).join(" ")}` : "";

/** The bubbles of the people section: from its heading to the next section. */
function peopleIn(messages: readonly Message[]): readonly Message[] {
  const from = messages.findIndex(({ triage }) => triage.steps?.includes("referrals"));
  if (from < 0) return [];
  const next = messages.findIndex(
    ({ triage }, at) => at > from && (triage.steps !== undefined || triage.asks !== undefined),
  );
  return messages.slice(from, next < 0 ? undefined : next);
}

const texts = (messages: readonly Message[]) => messages.map(({ text }) => text);

/** What reads otherwise at night: the people, all of them where one is different, and any other bubble. */
function atNight(daytime: readonly Message[], nighttime: readonly Message[]): readonly string[] {
  const seen = texts(daytime);
  if (JSON.stringify(texts(nighttime)) === JSON.stringify(seen)) return ["*At night: the same.*"];
  const people = peopleIn(nighttime);
  const peopleDiffer = JSON.stringify(texts(people)) !== JSON.stringify(texts(peopleIn(daytime)));
  const different = nighttime.filter(
    (message) => (peopleDiffer && people.includes(message)) || !seen.includes(message.text),
  );
  return ["*On a Sunday at 2 in the morning these bubbles are different:*", ...quoted(different)];
}

/** What comes later; a bubble they have just seen is only named. */
function afresh(later: readonly Message[], daytime: readonly Message[]): readonly string[] {
  const seen = texts(daytime);
  const fresh = later.filter(({ text }) => !seen.includes(text));
  const again = later.filter(({ text }) => seen.includes(text)).map(({ text }) => firstLine(text));
  return [
    ...quoted(fresh),
    again.length > 0 ? `(and again, as above: ${again.join("; ")})` : "",
    later.length === 0 ? "Nothing in the plan changes." : "",
  ];
}

const firstLine = (text: string): string => text.split("\n")[0] ?? "";

function inLanguage(book: Book, somebody: Somebody, journey: Journey, language: string): string {
  const { last, before } = journey;
  const situation = situationOf(journey);
  const cards = before.filter(({ type }) => type === "card");
  const daytime = asRead(book, last.replies, situation, language, day);
  const nighttime = asRead(book, last.replies, situation, language, night);
  const later = (somebody.later ?? []).flatMap((more) => {
    const step = sayMore(last.facts, last.place, more);
    const shown = asRead(book, step.replies, { facts: step.facts, heard: step.place.heard }, language, day);
    const plan = shown.filter(({ triage }) => triage.asks === undefined);
    return [`*If they then say “${said(more)}”:*`, ...afresh(plan, daytime)];
  });
  return blocks(
    `#### ${languageName(language)}`,
    ...(cards.length > 0
      ? [
          "*Before anything else:*",
          ...quoted(asRead(book, cards, situation, language, day)),
          "*Then the plan:*",
        ]
      : []),
    ...quoted(daytime),
    ...daytime.map(buttonsOf),
    ...atNight(daytime, nighttime),
    ...later,
  );
}

/** Which steps, why, whom they name and where they are from. */
function stepTable(book: Book, journey: Journey, when: ReadonlyMap<StepId, string>): string {
  const plan = journey.last.replies.find((reply) => reply.type === "plan");
  if (plan?.type !== "plan") throw new Error("There is no plan in this turn.");
  const [language = "en"] = book.content.languages;
  const situation = situationOf(journey);
  const named = (step: StepId) =>
    step === "referrals"
      ? peopleIn(asRead(book, journey.last.replies, situation, language, day)).flatMap(
          ({ triage }) => triage.services ?? [],
        )
      : sayTo(book, `plan.steps.${step}`, { situation, more: ["web"] }, language).services;
  const rows = plan.sections.flatMap(({ section, steps }) =>
    steps.map((step) => [
      spaced(section),
      `[${step}](#${step})`,
      when.get(step) ?? "always",
      [...new Set(named(step))].join(", "),
      book.stepSources.steps[step].join(", "),
    ]),
  );
  return table(["Section", "Step", "Shown when", "Services named", "Sources"], rows);
}

/** One chapter for each of the main situations. */
export const plans = (book: Book, when: ReadonlyMap<StepId, string>): string =>
  blocks(
    people.map((somebody, at) => {
      const journey = journeyOf(somebody);
      const heard = (somebody.signals ?? []).map((signal) => valueWords("home", signal));
      const tells = [said(somebody.tells), ...heard].filter(Boolean).join("; ");
      return blocks(
        `### ${at + 1}. ${somebody.title}`,
        `First said: ${tells || "nothing"}.`,
        `Then asked, and answered: ${journey.exchanges.map(answered).join("; ")}.`,
        stepTable(book, journey, when),
        ...book.content.languages.map((language) => inLanguage(book, somebody, journey, language)),
      );
    }),
  );
