// Writes deployment/PROTOCOL.md, the document that a helpline's safeguarding lead signs: npm run protocol.
// Everything in it comes from the real flow, words and directory; a test checks that it is up to date.
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { textsOf } from "../content/words.ts";
import { draw } from "../flows/diagram.ts";
import { ordinary } from "../flows/doubts.ts";
import { listFacts, singleFacts } from "../flows/facts.ts";
import {
  asksBack,
  factOf,
  type Question,
  questions,
  skippable,
  triageQuestions,
} from "../flows/questions.ts";
import { cards, sayings } from "../flows/types.ts";
import { type Book, openBook } from "./protocol-book.ts";
import { conditions } from "./protocol-conditions.ts";
import { factWords, languageName, valueWords } from "./protocol-labels.ts";
import { blocks, spaced, table } from "./protocol-markdown.ts";
import { plans } from "./protocol-plans.ts";
import {
  answerRegister,
  platformRegister,
  serviceRegister,
  sourceRegister,
  stepRegister,
  stepsToJudge,
} from "./protocol-register.ts";
import { wordings, wordingTable } from "./protocol-words.ts";

const questionIds = Object.keys(questions) as readonly Question[];
/** Before the plan these may be asked, in this order; the rest come after it or where they are needed. */
const order: readonly Question[] = ["role", ...triageQuestions];

/** When a question is asked. */
function placeOf(question: Question): string {
  if (asksBack(question))
    return `in place of ${spaced(ordinary(question))}, where a message can be read two ways`;
  return order.includes(question) ? `before the plan, number ${order.indexOf(question) + 1}` : "later";
}

/** The statechart, without the heading it has as a page of its own. */
const chart = () =>
  draw()
    .split("\n")
    .filter((line) => !line.startsWith("<!--") && !line.startsWith("# "))
    .join("\n")
    .trim();

function factTable(): string {
  const asked = new Set(questionIds.map(factOf));
  const rows = Object.entries({ ...singleFacts, ...listFacts }).map(([fact, values]) => [
    factWords(fact),
    values.map((value) => valueWords(fact, value)).join(", "),
    asked.has(fact as keyof typeof singleFacts) ? "asked, or told" : "only if told",
  ]);
  return table(
    ["Fact", "Values (every fact may stay unknown)", "Learnt"],
    [...rows, [factWords("platforms"), "the apps and sites named at the end", "asked, or told"]],
  );
}

function questionChapter(book: Book): string {
  const ordered = [...order, ...questionIds.filter((question) => !order.includes(question))];
  return blocks(
    ordered.map((question) => {
      const path = `questions.${question}`;
      const options: readonly string[] = questions[question];
      const rows = [
        ...wordings(book, `${path}.ask`, "asked"),
        ...wordings(book, `${path}.again`, "more simply"),
        ...options.flatMap((option) => wordings(book, `${path}.options.${option}`, "button")),
        ...(skippable.includes(question) ? wordings(book, "questions.skip", "button") : []),
      ];
      return blocks(`### Question: ${spaced(question)} (${placeOf(question)})`, wordingTable(book, rows, ""));
    }),
  );
}

const sayingChapter = (book: Book, ids: readonly string[], room: "sayings" | "cards") =>
  blocks(ids.map((id) => blocks(`### ${spaced(id)}`, wordingTable(book, wordings(book, `${room}.${id}`)))));

/** Short texts that are the same for everybody; what is filled in at the time stands in brackets. */
function shortTexts({ content }: Book, room: "page" | "people" | "plan"): string {
  const { languages, words } = content;
  const perLanguage = languages.map((language) => {
    const said = words[language];
    return new Map(textsOf(room === "plan" ? said?.plan.sections : said?.[room]));
  });
  const filledIn = (text = "") => text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, "($1)");
  const paths = [...(perLanguage[0]?.keys() ?? [])];
  return table(
    ["Where", ...languages.map(languageName)],
    paths.map((path) => [spaced(path), ...perLanguage.map((texts) => filledIn(texts.get(path)))]),
  );
}

const otherSayings = [
  ...sayings.filter((id) => id !== "hello" && id !== "core"),
  "fail_safe",
  "group_refusal",
];

/** The chapters, each under its title, in the order they are read. */
function chapters(book: Book): readonly (readonly [title: string, text: string])[] {
  const when = conditions();
  const judge = stepsToJudge(book).map((step) => `[${step}](#${step})`);
  return [
    [
      "Please look at these first",
      blocks(
        `No outside source carries all of what these steps say; they are our judgement or common practice: ${judge.join(", ")}.`,
        "[child_image_rule](#child_image_rule) joins sources that differ. It needs the agreement of the IWF, the NSPCC and CEOP before this bot is used.",
        "Languages other than English have to be read by a native speaker who works with children.",
        "Every number, link and opening time has to be tried by a person before launch; the chapter “Services” says what was not verified.",
      ),
    ],
    ["How a conversation goes", chart()],
    ["What is remembered", blocks("Nothing else is kept: no words, names, places or pictures.", factTable())],
    ["The questions", questionChapter(book)],
    ["The hello, by channel", sayingChapter(book, ["hello"], "sayings")],
    ["The core advice, by who writes", sayingChapter(book, ["core"], "sayings")],
    [
      "The cards",
      blocks(
        "A card comes before anything else, in the same turn. Under the honour card, and the abuse card for adults, one service that fits the person is named as well.",
        sayingChapter(book, cards, "cards"),
      ),
    ],
    [
      "Whole plans",
      blocks(
        "Each plan is what the person sees in the web chat on a Tuesday at 11 in the morning, before they have said which nation they are in unless they told.",
        plans(book, when),
      ),
    ],
    [
      "Every step",
      blocks(
        "When a step is shown was found by trying the plan itself on every mixture of facts. A role that is not said counts as a victim; a child somebody supports counts as under 18.",
        stepRegister(book, when),
      ),
    ],
    ["Questions people ask", answerRegister(book)],
    ["Everything else the bot says", sayingChapter(book, otherSayings, "sayings")],
    ["How services and sections are worded", blocks(shortTexts(book, "plan"), shortTexts(book, "people"))],
    ["On the chat page", shortTexts(book, "page")],
    ["Services", serviceRegister(book)],
    ["Platforms", platformRegister(book)],
    ["Sources of the steps", sourceRegister(book)],
  ];
}

const slug = (title: string) =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, "")
    .replaceAll(" ", "-");

/** The whole document. The same content gives the same text, whenever it is asked for. */
export function protocol(book: Book = openBook()): string {
  const parts = chapters(book);
  const body = blocks(parts.map(([title, text]) => blocks(`## ${title}`, text)));
  const version = createHash("sha256").update(body).digest("hex").slice(0, 12);
  return blocks(
    "<!-- Generated by npm run protocol. Change the flow, the words or the directory, not this file. -->",
    "# What Harbour says and does",
    "This is for the safeguarding lead of the helpline that runs the bot. It holds every question, card, plan, answer and service, in every language, taken from the program itself. No language model writes anything: what is not in here is not said.",
    "A grey bar marks words that a person reads. One bar is one bubble. Start with “Please look at these first”, then read the plans; the other chapters are to look things up in.",
    "It does not show how free text is understood. That is measured by `npm run eval`.",
    "## Sign-off",
    "Sign a copy of this page, and keep it. It holds for this version only; any change to the words, the rules or the directory gives another version.",
    table(["Version", "Name", "Role", "Date", "Signature"], [[version, "", "", "", ""]]),
    "## Contents",
    parts.map(([title]) => `- [${title}](#${slug(title)})`).join("\n"),
    `${body}\n`,
  );
}

if (import.meta.main) writeFileSync(new URL("../../deployment/PROTOCOL.md", import.meta.url), protocol());
