// Plain English for ids, for the document that a safeguarding lead reads. Never said to a person.
import { spaced } from "./protocol-markdown.ts";

const factNames: Readonly<Record<string, string>> = {
  role: "who writes",
  supporting: "whom they support",
  age: "age",
  pictured_under_18: "under 18 in the picture",
  coping: "how they are",
  offender: "who is doing it",
  shared: "shared or threatened",
  paid: "has paid",
  paid_by: "paid by",
  demand: "what is asked for",
  origin: "where the picture is from",
  nation: "nation",
  platforms: "app or site",
  home: "at home",
  resume: "after the card",
};

const values: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  role: {
    victim: "victims",
    supporter: "helpers",
    did_harm: "people who shared or asked for a picture",
    cautious: "people not sure about a contact",
  },
  age: { "13_to_17": "13 to 17", adult: "18 or over" },
  coping: { ok: "OK", struggling: "it is really hard", at_risk: "might hurt themselves" },
  offender: {
    partner_or_ex: "partner or ex",
    known_person: "somebody else they know",
    unsure: "not sure who",
  },
  shared: { threatened: "a threat so far", posted: "shared already", unsure: "not sure" },
  origin: { sent: "they sent it", fake: "edited or made by AI", claimed: "only claimed, in a mass e-mail" },
  nation: {
    england: "England",
    wales: "Wales",
    scotland: "Scotland",
    northern_ireland: "Northern Ireland",
    outside_uk: "outside the UK",
  },
  home: {
    safe: "nothing said",
    carer_is_abuser: "a parent or carer is the abuser",
    honour: "danger from family if they knew",
  },
};

const tags: Readonly<Record<string, string>> = {
  victim: "person it happened to",
  supporter: "helper",
  did_harm: "person who shared or asked for a picture",
  cautious: "person not sure about somebody",
  age_unknown: "age not known",
  pictured_under_18: "under 18 in the picture",
  partner_or_ex: "done by a partner or ex",
  stranger: "done by a stranger",
  posted: "shared already",
  fake: "fake picture",
  nation_unknown: "nation not known",
  outside_uk: "outside the UK",
  unsafe_home: "not safe at home",
  other: "about somebody else",
  england: "England",
  wales: "Wales",
  scotland: "Scotland",
  northern_ireland: "Northern Ireland",
  web_chat: "where the web page has an address",
  web: "web chat",
  sms: "text message",
  teams: "Teams",
};

/** A fact in plain words. */
export const factWords = (fact: string): string => factNames[fact] ?? spaced(fact);

/** A value of a fact in plain words. */
export const valueWords = (fact: string, value: string): string => values[fact]?.[value] ?? spaced(value);

/** Whoever writes, as one person. */
export const personWords = (role: string): string => tags[role] ?? spaced(role);

/** Whom a wording is for: `under_18+scotland` → "under 18, Scotland". */
export function saidTo(key: string, isOnly: boolean): string {
  if (key !== "default")
    return key
      .split("+")
      .map((tag) => tags[tag] ?? spaced(tag))
      .join(", ");
  return isOnly ? "everybody" : "everybody else";
}

/** A language by its English name. */
export const languageName = (language: string): string =>
  new Intl.DisplayNames(["en"], { type: "language" }).of(language) ?? language;
