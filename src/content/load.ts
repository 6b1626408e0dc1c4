// Reads everything the bot says and knows, once, at start. Anything wrong stops the start, naming file, field and mend.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { singleFacts } from "../flows/facts.ts";
import { namedAnswers } from "../flows/options.ts";
import { type AnswerIndex, buildAnswerIndex } from "./answers.ts";
import { type Directory, loadDirectory, type Person, personOf } from "./directory.ts";
import type { Message } from "./message.ts";
import { fill, placeholdersIn } from "./placeholders.ts";
import { acquaint, buildLexicon, type Labels, type Lexicon, readVocabulary } from "./understand/index.ts";
import type { Variants } from "./variants.ts";
import { makeVoice, type Voice } from "./voice.ts";
import { textsOf, type Words, wordsFiles } from "./words.ts";

/** All the bot says and knows. */
export type Content = {
  /** Languages it speaks, the first one where nothing else was asked for. */
  readonly languages: readonly string[];
  readonly words: Readonly<Record<string, Words>>;
  readonly directory: Directory;
  readonly lexicons: Readonly<Record<string, Lexicon>>;
  /** Finds the answer to a question people ask, per language. */
  readonly answers: Readonly<Record<string, AnswerIndex>>;
  readonly voice: Voice;
  /** What the bot says when it cannot take a turn at all. */
  failSafe(language: string): readonly Message[];
  /** What it says where other people can read along. */
  groupRefusal(language: string, webChat?: string): readonly Message[];
};

/** Something in the content is wrong. The message names file, field and what to mend. */
export class ContentError extends Error {
  override readonly name = "ContentError";
}

const here = fileURLToPath(new URL(".", import.meta.url));
const mainLanguage = "en";

/** Reads the content below `folder`. Throws a ContentError or DirectoryError that lists every mistake. */
export function loadContent(folder: string = here, today: Date = new Date()): Content {
  const directory = loadDirectory(folder, today);
  const home = join(folder, "languages");
  const languages = readdirSync(home).filter((name) => existsSync(join(home, name, "sayings.yaml")));
  languages.sort((a, b) => Number(b === mainLanguage) - Number(a === mainLanguage) || a.localeCompare(b));

  const problems: string[] = [];
  const words: Record<string, Words> = {};
  for (const language of languages) {
    const read = Object.entries(wordsFiles).map(([name, schema]) => {
      const file = `languages/${language}/${name}.yaml`;
      const result = schema.safeParse(readYaml(folder, file, problems));
      if (!result.success)
        for (const { path, message } of result.error.issues)
          problems.push(`${file}: ${path.join(".") || "the file"}: ${message}`);
      return [name, result.data];
    });
    words[language] = Object.fromEntries(read) as Words;
  }
  if (problems.length === 0)
    for (const language of languages) problems.push(...unfillable(words[language], language, directory));
  if (problems.length > 0)
    throw new ContentError(
      `The words in ${home} have mistakes. Mend these and start again:\n- ${problems.join("\n- ")}`,
    );

  const lexicons = acquaint(
    Object.fromEntries(
      languages.map((language) => [
        language,
        buildLexicon(readVocabulary(join(home, language, "understand")), labelsOf(words[language])),
      ]),
    ),
  );
  const answers = Object.fromEntries(
    Object.entries(words).map(([language, said]) => [language, buildAnswerIndex(said.answers, language)]),
  );
  for (const language of languages) {
    const said = words[language];
    if (said) words[language] = { ...said, page: filledPage(said, language, directory) };
  }
  const voice = makeVoice(words);
  /** Words said outside a turn: to anybody, at any time. */
  const always = (saying: string) => (language: string, webChat?: string) => {
    const tags = new Set(webChat ? ["web_chat"] : []);
    const to = { language, person: {}, now: new Date(0), directory, webChat, tags };
    const { text, services } = voice.say(`sayings.${saying}`, to);
    return [{ text, triage: { services } }];
  };
  const outside = { failSafe: always("fail_safe"), groupRefusal: always("group_refusal") };
  return { languages, words, directory, lexicons, answers, voice, ...outside };
}

function readYaml(folder: string, file: string, problems: string[]): unknown {
  try {
    return parse(readFileSync(join(folder, file), "utf8"));
  } catch (error) {
    problems.push(`${file}: ${error instanceof Error ? error.message.split("\n")[0] : error}`);
    return undefined;
  }
}

/** Somebody of every role, age and nation the directory can tell apart. */
const anybody: readonly Person[] = [undefined, ...singleFacts.role].flatMap((role) =>
  [undefined, ...singleFacts.age].flatMap((age) =>
    [undefined, ...singleFacts.nation].map((nation) =>
      personOf({ ...(role && { role }), ...(age && { age }), ...(nation && { nation }) }),
    ),
  ),
);

/** Placeholders nothing stands behind, for anybody in any nation: a misspelt id, or a fact that was taken out. */
function unfillable(words: Words | undefined, language: string, directory: Directory): string[] {
  if (!words) return [];
  const { people, answers, ...rest } = words;
  const missing = namedAnswers
    .filter((id) => !answers.answers[id])
    .map(
      (id) =>
        `languages/${language}/answers.yaml: answers.${id}: the flow shows this answer, and it is not there`,
    );
  const checked = { ...rest, answers: answers.answers };
  const now = new Date();
  const fills = (name: string) =>
    anybody.every((person) =>
      fill(name, { language, person, now, directory, webChat: "here" }, people.nation),
    );
  const known = new Map<string, boolean>();
  const unfilled = [...textsOf(checked)].flatMap(([path, text]) =>
    placeholdersIn(text)
      .filter((name) => {
        const filled = known.get(name) ?? fills(name);
        known.set(name, filled);
        return !filled;
      })
      .map(
        (name) =>
          `languages/${language}: ${path}: {{${name}}} names nothing in the directory that may be shown`,
      ),
  );
  return [...missing, ...unfilled];
}

/** The words of the chat page, with their numbers: the page is written once, at start, for everybody. */
function filledPage({ page, people }: Words, language: string, directory: Directory): Words["page"] {
  const listener = { language, person: {}, now: new Date(0), directory };
  const filled = (text: string) =>
    placeholdersIn(text).reduce(
      (said, name) => said.replace(`{{${name}}}`, fill(name, listener, people.nation)?.value ?? ""),
      text,
    );
  return Object.fromEntries(Object.entries(page).map(([id, text]) => [id, filled(text)]));
}

/** Every button's label for every audience, so that typing it answers. */
function labelsOf(words: Words | undefined): Labels {
  const labels: Record<string, Record<string, string>> = {};
  const { skip = "", ...questions } = words?.questions ?? {};
  for (const [question, { options }] of Object.entries(questions)) {
    const said = Object.entries(options as Record<string, Variants>);
    labels[question] = Object.fromEntries([
      ...said.map(([option, label]) => [option, label.default ?? ""]),
      ["skip", skip],
    ]);
  }
  return labels;
}
