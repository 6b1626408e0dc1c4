// Every wording of a text, in every language, with the people who read it. A wording is said through the real voice to
// somebody it is for, so that a wording nobody can ever read stands out.
import { type Variants, variantFor } from "../content/variants.ts";
import type { Audience, Spoken } from "../content/voice.ts";
import { audienceOf } from "../flows/audience.ts";
import { type Facts, singleFacts } from "../flows/facts.ts";
import type { Heard, Situation } from "../flows/rules.ts";
import { type Book, day } from "./protocol-book.ts";
import { languageName, saidTo } from "./protocol-labels.ts";
import { table } from "./protocol-markdown.ts";

/** Somebody a text may be said to, and where. */
type Listener = { readonly situation: Situation; readonly more: readonly string[] };

/** What has to be known for a tag of the words to hold. Other tags hold of themselves or name the channel. */
const known: Readonly<Record<string, Facts>> = {
  victim: { role: "victim" },
  supporter: { role: "supporter" },
  did_harm: { role: "did_harm" },
  cautious: { role: "cautious" },
  under_13: { age: "under_13" },
  under_18: { age: "13_to_17" },
  adult: { age: "adult" },
  pictured_under_18: { age: "adult", pictured_under_18: "yes" },
  partner_or_ex: { offender: "partner_or_ex" },
  stranger: { offender: "stranger" },
  posted: { shared: "posted" },
  paid: { paid: "yes" },
  bluff: { origin: "claimed" },
  fake: { origin: "fake" },
  outside_uk: { nation: "outside_uk" },
  ...Object.fromEntries(singleFacts.nation.map((nation) => [nation, { nation }])),
};
const channelTags = ["web", "sms", "teams", "other", "web_chat"];
const ages = ["adult", undefined, "13_to_17", "under_13"] as const;
const offenders = ["stranger", undefined, "partner_or_ex"] as const;
const nations = [undefined, "england", "outside_uk"] as const;

/** People in general, the plainest first, each as they would be if these tags held. */
function* listeners(tags: readonly string[]): Generator<Listener> {
  const wanted = Object.assign({}, ...tags.map((tag) => known[tag] ?? {})) as Facts;
  const heard: readonly Heard[] = tags.includes("unsafe_home") ? ["honour"] : [];
  const more = tags.filter((tag) => channelTags.includes(tag));
  for (const nation of nations)
    for (const offender of offenders)
      for (const role of singleFacts.role)
        for (const age of ages) {
          const usual = {
            role,
            ...(age && { age }),
            ...(nation && { nation }),
            ...(offender && { offender }),
          };
          const facts = tags.includes("age_unknown")
            ? { role, ...wanted }
            : { ...usual, pictured_under_18: "no" as const, ...wanted };
          yield { situation: { facts, heard }, more };
        }
}

/** What stands at a path of the words files, such as `sayings.core`. */
function wordingsAt({ content }: Book, language: string, path: string): Variants {
  const words = content.words[language];
  const start: unknown = path.startsWith("answers.") ? { answers: words?.answers.answers } : words;
  const found = path
    .split(".")
    .reduce((at, key) => (at as Record<string, unknown> | undefined)?.[key], start);
  return typeof found === "string" ? { default: found } : ((found ?? {}) as Variants);
}

/** Says a text to a listener, at the daytime of this document. */
export function sayTo(book: Book, path: string, { situation, more }: Listener, language: string): Spoken {
  const { directory, voice } = book.content;
  const { facts } = situation;
  const tags = new Set([...audienceOf(situation), ...more]);
  const to: Audience = {
    language,
    person: facts,
    now: day,
    directory,
    tags,
    webChat: "https://(address of the chat page)",
  };
  return voice.say(path, to);
}

/** One row for each wording: whom it is said to, then the words in each language. */
export function wordings(book: Book, path: string, name = ""): readonly (readonly string[])[] {
  const { languages } = book.content;
  const perLanguage = languages.map((language) => wordingsAt(book, language, path));
  const keys = [...new Set(perLanguage.flatMap((one) => Object.keys(one)))];
  const ordered = [...keys.filter((key) => key !== "default"), "default"];
  return ordered.map((key) => {
    const tags = key === "default" ? [] : key.split("+");
    const all = perLanguage.find((one) => Object.hasOwn(one, key)) ?? {};
    const listener = [...listeners(tags)].find(
      (one) => variantFor(all, new Set([...audienceOf(one.situation), ...one.more])) === key,
    );
    const only = keys.length === 1;
    const who = name && only ? name : [name, saidTo(key, only)].filter(Boolean).join(" · ");
    if (!listener) return [`${who} (never said: another wording always fits better)`, all[key] ?? ""];
    return [who, ...languages.map((language) => sayTo(book, path, listener, language).text)];
  });
}

/** A table of wordings, headed by the languages. */
export const wordingTable = (book: Book, rows: readonly (readonly string[])[], head = "Said to"): string =>
  table([head, ...book.content.languages.map(languageName)], rows);
