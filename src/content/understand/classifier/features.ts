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
  /** What the rules read in it, such as "shared=posted". */
  readonly read: readonly string[];
};

const pieceLength = 4;
// An act takes its objects from this many words after it; an owner ("my", "his") stands this near before.
const objectReach = 8;
const ownerReach = 3;

/** Every feature of a message, each once. */
export function featuresOf({ tokens, standings, asked, read }: Scene, kinds: Kinds): Set<string> {
  const found = new Set<string>();
  const put = (feature: string) => found.add(feature);
  const words = tokens.map(wordOf);
  const kindsOfWords = words.map((word) => kinds.nameOf.get(word) ?? word);
  const size = tokens.length <= 1 ? "1" : tokens.length <= 3 ? "3" : tokens.length <= 6 ? "6" : "more";
  put(`size ${size}`);
  for (const one of read) {
    put(`=${one}`);
    if (asked) put(`=?${asked} ${one}`);
  }
  if (asked) {
    put(`?${asked}`);
    put(`?${asked} size ${size}`);
  }
  for (let at = 0; at < tokens.length; at++) {
    const word = words[at] as string;
    const kind = kindsOfWords[at] as string;
    const gap = tokens[at]?.gap;
    put(word);
    put(kind);
    if (at === 0) put(`^${word}`);
    if (gap === 2) put(`<${kind}`);
    if (asked) {
      put(`?${asked} ${word}`);
      put(`?${asked} ${kind}`);
    }
    putStanding(kind, standings[at]);
    if (/^\p{L}/u.test(word))
      for (let from = 0; from + pieceLength <= word.length && word.length > pieceLength; from++)
        put(`~${word.slice(from, from + pieceLength)}`);
    putRuns(at);
  }
  for (const event of eventsOf(tokens, standings, kindsOfWords, kinds)) put(event);
  return found;

  function putStanding(kind: string, standing: Standing | undefined): void {
    if (!standing) return;
    put(`${kind}^${marks(standing)}${standing.subject}`);
    put(`${kind}^${standing.subject}`);
    if (standing.negated) put(`${kind}^not`);
    if (standing.unreal) put(`${kind}^unreal`);
  }

  /** Words that follow one another in one sentence, and with a gap. */
  function putRuns(at: number): void {
    const [one, two, three, four] = kindsOfWords.slice(at, at + runEnd(at));
    if (two === undefined) return;
    put(`${words[at]} ${words[at + 1]}`);
    put(`${one} ${two}`);
    if (asked) put(`?${asked} ${one} ${two}`);
    if (three === undefined) return;
    put(`${one} ${two} ${three}`);
    put(`${one} _ ${three}`);
    if (four === undefined) return;
    put(`${one} ${two} ${three} ${four}`);
    put(`${one} _ _ ${four}`);
  }

  function runEnd(at: number): number {
    let length = 1;
    while (length < 4 && tokens[at + length] && tokens[at + length]?.gap !== 2) length++;
    return length;
  }
}

function wordOf(token: Token): string {
  if (token.money) return "£";
  if (token.number === undefined) return token.word;
  const bands = [13, 18, 26, 100].findIndex((top) => (token.number as number) < top);
  return `#${["child", "teen", "young", "grown", "many"].at(bands) ?? "many"}`;
}

const marks = ({ negated, unreal }: Standing) => `${negated ? "not " : ""}${unreal ? "unreal " : ""}`;

/** Acts with who does them and to whom, and the people and pictures a message speaks of. */
function eventsOf(
  tokens: readonly Token[],
  standings: readonly Standing[],
  names: readonly string[],
  kinds: Kinds,
): string[] {
  const events: string[] = [];
  // The last person spoken of, whom "he" and "she" mean; and who acts in this sentence.
  let person = "-";
  let actor = "-";
  const groupAt = (at: number) => kinds.groupOf.get(names[at] ?? "");

  const ownerOf = (at: number): string => {
    for (let before = at - 1; before >= Math.max(0, at - ownerReach); before--) {
      if (tokens[before + 1]?.gap || names[before] === "of" || names[before] === "to") return "";
      if (groupAt(before) === "owner") return `${names[before]} `;
      if (names[before] === "'s") return "someone's ";
    }
    return "";
  };
  const mention = (at: number): string | undefined => {
    switch (groupAt(at)) {
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
  const objectsOf = (at: number): string[] => {
    const objects: string[] = [];
    for (let after = at + 1; after < Math.min(tokens.length, at + objectReach); after++) {
      if (tokens[after]?.gap === 2 || objects.length === 2) break;
      const object = mention(after);
      if (object) objects.push(object);
    }
    return objects;
  };

  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at]?.gap === 2) actor = "-";
    const group = groupAt(at);
    const spoken = mention(at);
    if (group === "act") {
      const act = `${marks(standings[at] as Standing)}${names[at]}`;
      const [first = "-", second = "-"] = objectsOf(at);
      events.push(
        `>${actor}>${act}`,
        `>${act}>${first}`,
        `>${actor}>${act}>${first}`,
        `>${act}>${first}>${second}`,
        `>${actor}>${names[at]}>>${second}`,
      );
    } else if (group === "person" && spoken) {
      events.push(`@${spoken}`);
      if (person === "-") events.push(`@first ${spoken}`);
      actor = person = spoken;
    } else if (group === "self" || group === "pronoun") {
      if (!kinds.objects.has(names[at] as string)) actor = spoken as string;
    } else if (group === "thing" && spoken) {
      events.push(`@${spoken}`);
      const of = names[at + 1] === "of" ? (mention(at + 2) ?? mention(at + 3)) : undefined;
      if (of) events.push(`@${names[at]} of ${of}`);
    }
  }
  return events;
}
