// What stands in double braces in the words, and where its value comes from. Numbers, links and addresses are never
// typed into words: they are filled in from the directory, so that one entry mends every sentence.
//
//   {{childline.phone}}          a service: name, phone, text, body, url, chat, email
//   {{platform.bing.report_url}} a platform: name, report_url
//   {{best.police.phone}}        the service that fits this person best for a need
//   {{contact.police}}           its number, and its page where the nation is known
//   {{lines.domestic_abuse}}     every line this person may call for a need, with its name
//   {{web_chat}}                 the address of the chat page
import type { Nation } from "../flows/facts.ts";
import { type Need, needs } from "../flows/needs.ts";
import { type Directory, inLanguage, type Listed, type Person, type Service, select } from "./directory.ts";

/** What each nation is called in the listener's language. */
export type NationNames = Readonly<Record<Nation, string>>;

/** What the values depend on. */
export type Listener = {
  readonly language: string;
  readonly person: Person;
  readonly now: Date;
  readonly directory: Directory;
  readonly webChat?: string | undefined;
};

/** A value, and the services it names. */
type Filled = { readonly value: string; readonly services: readonly string[] };

const placeholder = /\{\{([^{}]+)\}\}/g;

/** The placeholders of a text. */
export const placeholdersIn = (text: string): readonly string[] =>
  [...text.matchAll(placeholder)].map(([, name]) => (name ?? "").trim());

const fields = {
  name: (s: Service, language: string) => inLanguage(s.name, language),
  phone: (s: Service) => s.phone?.display,
  text: (s: Service) => s.text?.to,
  body: (s: Service) => s.text?.body,
  url: (s: Service) => s.url,
  chat: (s: Service) => s.chat,
  email: (s: Service) => s.email,
} as const;
const isField = (name: string): name is keyof typeof fields => Object.hasOwn(fields, name);
const isNeed = (name: string): name is Need => (needs as readonly string[]).includes(name);

/** How many lines of one need are named in a sentence: one for each nation at most. */
const mostLines = 4;

/** The services this person may use for a need. Somebody abroad is told of the UK's: the words say that they are. */
function chosen(need: Need, { person, now, directory }: Listener): readonly Listed[] {
  const atHome: Person = person.nation === "outside_uk" ? { ...person, nation: "england" } : person;
  const found = select([need], atHome, now, directory, { atMost: mostLines });
  if (found.length > 0) return found;
  // A sentence is never left with a hole. That no service is named to somebody it is not for is proven over all plans; the
  // police are named on a card to whoever did harm and is now hurt themselves.
  const anybody: Person = atHome.nation ? { nation: atHome.nation } : {};
  return select([need], anybody, now, directory, { atMost: mostLines });
}

/** The value of a placeholder for this listener, or undefined if there is none. */
export function fill(name: string, listener: Listener, nations: NationNames): Filled | undefined {
  const [head = "", middle = "", tail = ""] = name.split(".");
  const { directory, language } = listener;
  const one = (service: Service | undefined, field: string): Filled | undefined => {
    const value = service && isField(field) ? fields[field](service, language) : undefined;
    return value === undefined || !service ? undefined : { value, services: [service.id] };
  };
  if (name === "web_chat") return listener.webChat ? { value: listener.webChat, services: [] } : undefined;
  if (head === "platform") {
    const platform = directory.platforms[middle];
    const value = tail === "report_url" ? platform?.report_url : tail === "name" ? platform?.name : undefined;
    return value === undefined ? undefined : { value, services: [] };
  }
  if (head === "best" && isNeed(middle)) return one(chosen(middle, listener)[0]?.service, tail);
  if (head === "contact" && isNeed(middle)) return contactOf(chosen(middle, listener));
  if (head === "lines" && isNeed(middle)) return linesOf(chosen(middle, listener), nations, language);
  return one(directory.services[head], middle);
}

/** A number, and its page where there is only one to choose. */
function contactOf(listed: readonly Listed[]): Filled | undefined {
  const phones = [...new Set(listed.map(({ service }) => service.phone?.display).filter(Boolean))];
  const pages = listed.length === 1 ? listed.map(({ service }) => service.url).filter(Boolean) : [];
  if (phones.length + pages.length === 0) return undefined;
  return { value: [...phones, ...pages].join(" / "), services: listed.map(({ service }) => service.id) };
}

/** "for women", where a line is for some people only. */
export const onlyFor = ({ only_for }: Service, language: string): string | undefined =>
  only_for && ((language === "cy" ? only_for.cy : undefined) ?? only_for.en);

/** Each line with its name, or with its nation where one is named for each: "Wales: 0808 80 10 800." */
function linesOf(listed: readonly Listed[], nations: NationNames, language: string): Filled | undefined {
  const lines = listed.flatMap(({ service, label }) => {
    const reach = service.phone?.display ?? service.chat ?? service.url;
    const name =
      label?.nations?.map((nation) => nations[nation]).join(", ") ?? inLanguage(service.name, language);
    const only = onlyFor(service, language);
    return reach ? [`${name}${only ? ` (${only})` : ""}: ${reach}.`] : [];
  });
  return lines.length === 0
    ? undefined
    : { value: lines.join(" "), services: listed.map(({ service }) => service.id) };
}
