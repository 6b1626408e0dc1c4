// What the classifier sees of a message: words, kinds of words, how they stand, and who does what to whom.
import type { Standing } from "../context.ts";
import type { Token } from "../tokens.ts";
import type { Kinds } from "./kinds.ts";

/** A message as the classifier is shown it. */
export type Scene = {
  readonly tokens: readonly Token[];
  readonly standings: readonly Standing[];
  /** The question it answers; undefined for a first message or one that nobody asked for. */
  readonly asked: string | undefined;
  /** What the rules read in it: what of, and by which value or rule. */
  readonly read: readonly { readonly about: string; readonly by: string }[];
};

/** Takes one feature: the token it stands at (-1 for the whole message), its sort, and up to four parts. */
export type Take = (
  at: number,
  sort: string,
  one: string,
  two?: string,
  three?: string,
  four?: string,
) => void;

/** The sort of the features that say what the rules read. */
export const ruled = "=";

const pieceLength = 4;

/** Hands over every feature of a message, one after the other; some more than once. */
export function eachFeature({ tokens, standings, asked, read }: Scene, kinds: Kinds, take: Take): void {
  const words = tokens.map(wordOf);
  const names = words.map((word) => kinds.nameOf.get(word) ?? word);
  const size = tokens.length <= 1 ? "1" : tokens.length <= 3 ? "3" : tokens.length <= 6 ? "6" : "more";
  take(-1, "size", size);
  for (const { about, by } of read) {
    take(-1, ruled, about, by);
    if (asked) take(-1, ruled, about, by, asked);
  }
  if (asked) take(-1, "?", asked, size);
  for (let at = 0; at < tokens.length; at++) {
    const word = words[at] as string;
    const kind = names[at] as string;
    take(at, "word", word);
    if (kind !== word) take(at, "word", kind);
    if (at === 0) take(at, "first", word);
    if (tokens[at]?.gap === 2) take(at, "opens", kind);
    if (asked) {
      take(at, "?", asked, word);
      if (kind !== word) take(at, "?", asked, kind);
    }
    putStanding(at, kind);
    if (word.length > pieceLength && !word.startsWith("#"))
      for (let from = 0; from + pieceLength <= word.length; from++)
        take(at, "~", word.slice(from, from + pieceLength));
    putRuns(at, kind);
  }
  putEvents(tokens, standings, names, kinds, take);

  function putStanding(at: number, kind: string): void {
    const standing = standings[at];
    if (!standing) return;
    take(at, "stands", kind, standing.subject);
    if (standing.negated) take(at, "stands", kind, "not");
    if (standing.unreal) take(at, "stands", kind, "unreal");
    if (standing.negated || standing.unreal) take(at, "stands", kind, marksOf(standing), standing.subject);
  }

  /** Words that follow one another in one sentence, and with a gap. */
  function putRuns(at: number, one: string): void {
    const two = follows(at + 1);
    if (two === undefined) return;
    take(at, "run", one, two);
    if (words[at] !== one || words[at + 1] !== two) take(at, "run", words[at] as string, words[at + 1]);
    if (asked) take(at, "?", asked, one, two);
    const three = follows(at + 2);
    if (three === undefined) return;
    take(at, "run", one, two, three);
    take(at, "gap", one, three);
  }

  function follows(at: number): string | undefined {
    return tokens[at]?.gap === 2 ? undefined : names[at];
  }
}

function wordOf(token: Token): string {
  if (token.money) return "£";
  if (token.number === undefined) return token.word;
  if (token.number < 13) return "#child";
  if (token.number < 18) return "#teen";
  return token.number < 26 ? "#young" : token.number < 100 ? "#grown" : "#many";
}

const marksOf = ({ negated, unreal }: Standing) =>
  negated ? (unreal ? "not unreal" : "not") : unreal ? "unreal" : "";

// An act takes its objects from this many words after it; an owner ("my", "his") stands this near before.
const objectReach = 8;
const ownerReach = 3;

/** Acts with who does them and to whom, and the people and pictures a message speaks of. */
function putEvents(
  tokens: readonly Token[],
  standings: readonly Standing[],
  names: readonly string[],
  kinds: Kinds,
  take: Take,
): void {
  const groups = names.map((name) => kinds.groupOf.get(name));
  // The last person spoken of, whom "he" and "she" mean; and who acts in this sentence.
  let person = "-";
  let actor = "-";

  const ownerOf = (at: number): string => {
    for (let before = at - 1; before >= Math.max(0, at - ownerReach); before--) {
      if (tokens[before + 1]?.gap || names[before] === "of" || names[before] === "to") return "";
      if (groups[before] === "owner") return `${names[before]} `;
      if (names[before] === "'s") return "someone's ";
    }
    return "";
  };
  const mention = (at: number): string | undefined => {
    switch (groups[at]) {
      case "self":
        return names[at];
      case "pronoun":
        return `${names[at]}=${person}`;
      case "person":
      case "thing":
        return `${ownerOf(at)}${names[at]}`;
      default:
        return names[at] === "£" ? "£" : undefined;
    }
  };
  const objectAfter = (at: number, act: number): { object: string; at: number } => {
    for (
      let after = at + 1;
      after < act + objectReach && tokens[after] && tokens[after]?.gap !== 2;
      after++
    ) {
      const object = mention(after);
      if (object) return { object, at: after };
    }
    return { object: "-", at: tokens.length };
  };

  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at]?.gap === 2) actor = "-";
    const name = names[at] as string;
    const spoken = mention(at);
    switch (groups[at]) {
      case "act": {
        const act = `${marksOf(standings[at] as Standing)}${name}`;
        const first = objectAfter(at, at);
        const second = objectAfter(first.at, at);
        take(at, "does", actor, act);
        take(at, "done", act, first.object);
        take(at, "does", actor, act, first.object);
        take(at, "done", act, first.object, second.object);
        take(at, "does to", actor, name, second.object);
        break;
      }
      case "person":
        take(at, "of", spoken as string);
        if (person === "-") take(at, "of first", spoken as string);
        actor = person = spoken as string;
        break;
      case "self":
      case "pronoun":
        if (!kinds.objects.has(name)) actor = spoken as string;
        break;
      case "thing": {
        take(at, "of", spoken as string);
        const whose = names[at + 1] === "of" ? (mention(at + 2) ?? mention(at + 3)) : undefined;
        if (whose) take(at, "whose", name, whose);
        break;
      }
    }
  }
}
