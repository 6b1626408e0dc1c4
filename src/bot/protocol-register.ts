// The chapters to look things up in: every step with its words and sources, answers, services, platforms, sources.
import type { Service } from "../content/directory.ts";
import { inLanguage } from "../content/directory.ts";
import { type StepId, steps } from "../flows/plan.ts";
import type { Book } from "./protocol-book.ts";
import { languageName, valueWords } from "./protocol-labels.ts";
import { blocks, spaced, table } from "./protocol-markdown.ts";
import { people, stepsMet } from "./protocol-situations.ts";
import { wordings, wordingTable } from "./protocol-words.ts";

/** Services a step's words name, in any wording: `{{childline.phone}}`. */
function servicesIn(book: Book, step: StepId): readonly string[] {
  const { languages, words, directory } = book.content;
  const texts = languages.flatMap((language) => Object.values(words[language]?.plan.steps[step] ?? {}));
  const heads = texts.flatMap((text) => [...text.matchAll(/\{\{\s*([a-z0-9-]+)\.([a-z_]+)/g)]);
  const services = Object.values(directory.services);
  const ids = heads.flatMap(([, head = "", need = ""]) =>
    ["best", "contact", "lines"].includes(head)
      ? services.filter(({ meets }) => (meets as readonly string[]).includes(need)).map(({ id }) => id)
      : directory.services[head]
        ? [head]
        : [],
  );
  return [...new Set(ids)];
}

const standing = ({ id, confidence, checked, review_by }: Service) =>
  `${id} (${confidence}; checked ${checked}, review by ${review_by})`;

const judged = ["judgement", "practice"];

/** Steps that no outside source carries: the lead's judgement is asked for. */
export const stepsToJudge = ({ stepSources }: Book): readonly StepId[] =>
  steps.filter((step) => stepSources.steps[step].some((source) => judged.includes(source)));

/** Every step of any plan: when it is shown, to whom of the main situations, its words, services and sources. */
export const stepRegister = (book: Book, when: ReadonlyMap<StepId, string>): string =>
  blocks(
    steps.map((step) => {
      const services = servicesIn(book, step).flatMap((id) => book.content.directory.services[id] ?? []);
      const met = people.flatMap((somebody, at) => (stepsMet(somebody).includes(step) ? [at + 1] : []));
      const { sources } = book.stepSources;
      return blocks(
        `### ${step}`,
        [
          `- Shown when: ${when.get(step) ?? "always"}`,
          `- In the plans of situations: ${met.join(", ") || "none of those in this document"}`,
          `- Sources: ${book.stepSources.steps[step].map((id) => sources[id]).join("; ")}`,
          ...(services.length > 0 ? [`- Services it may name: ${services.map(standing).join("; ")}`] : []),
        ].join("\n"),
        wordingTable(book, wordings(book, `plan.steps.${step}`)),
      );
    }),
  );

/** Every question people ask and its answer, with its sources. */
export function answerRegister(book: Book): string {
  const { words, languages } = book.content;
  const [first = "en"] = languages;
  const said = words[first]?.answers;
  if (!said) return "";
  const { answers, sources } = said;
  return blocks(
    Object.entries(answers).map(([id, answer]) =>
      blocks(
        `### ${answer.title}`,
        `Sources: ${answer.sources.map((source) => sources[source]).join("; ")}`,
        wordingTable(book, wordings(book, `answers.${id}.answer`)),
      ),
    ),
  );
}

const ages = ({ min_age, max_age }: Service) => `${min_age ?? 0} to ${max_age ?? "any age"}`;

/** Every service: how to reach it, for whom, when, and how well that is known. */
export const serviceRegister = ({ content }: Book): string =>
  table(
    ["Service", "Contact", "For", "Open", "Known", "Sources"],
    Object.values(content.directory.services).map((service) => {
      const { id, name, phone, welsh_phone, text, chat, url, email, nations } = service;
      const { hours, chat_hours, online_hours } = service;
      const reach = [
        phone?.display,
        welsh_phone && `Welsh: ${welsh_phone.display}`,
        text && [text.body, text.to].filter(Boolean).join(" to "),
        chat,
        url !== chat && url,
        email,
      ];
      const online = online_hours && `online ${online_hours}`;
      const open = [hours, chat_hours && `chat ${chat_hours}`, online].map(
        (one) => one && holidaysShort(one),
      );
      return [
        `${inLanguage(name, "en")}\n\`${id}\``,
        reach.filter(Boolean).join("\n"),
        `age ${ages(service)}; ${nations.map((nation) => valueWords("nation", nation)).join(", ")}; ${service.for.map(spaced).join(", ")}${service.only_for ? `; ${service.only_for.en}` : ""}`,
        open.filter(Boolean).join("\n") || "not stated",
        `${service.confidence}; checked ${service.checked}; review by ${service.review_by}${service.unverified ? `\nNot verified: ${service.unverified.join("; ")}` : ""}`,
        service.sources.join("\n"),
      ];
    }),
  );

/** The directory writes bank holidays out as dates, three years of them. */
const holidaysShort = (hours: string): string =>
  hours
    .replaceAll(/20\d\d [A-Z][a-z]{2} \d\d(?:,20\d\d [A-Z][a-z]{2} \d\d)+/g, "bank holidays")
    .replace(/; 20\d\d-2099 unknown$/, "");

/** What is said about each platform. */
export const platformRegister = ({ content }: Book): string =>
  table(
    ["Platform", ...content.languages.map(languageName), "Known", "Sources"],
    Object.values(content.directory.platforms).map((platform) => {
      const { name, how_to_report, deactivate, report_url } = platform;
      const said = (language: string) =>
        [
          how_to_report ? inLanguage(how_to_report, language) : "(the general advice)",
          report_url,
          typeof deactivate === "string"
            ? `(deactivate: ${spaced(deactivate)})`
            : inLanguage(deactivate, language),
        ]
          .filter(Boolean)
          .join("\n");
      const { confidence, checked, unverified, sources } = platform;
      return [
        name,
        ...content.languages.map(said),
        `${confidence}; checked ${checked}${unverified ? `\nNot verified: ${unverified.join("; ")}` : ""}`,
        sources.join("\n"),
      ];
    }),
  );

/** What the short names of the steps' sources stand for. */
export const sourceRegister = ({ stepSources }: Book): string =>
  table(["Short name", "Source"], Object.entries(stepSources.sources));
