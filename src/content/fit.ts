// Words made to fit a channel: bubbles people can take in, text messages that stay in one alphabet.
import type { Channel } from "./channel.ts";

/** Nobody in fear reads more than this in one bubble (protocol section 7). */
export const mostWords = 60;

/** How many words a person reads in this text. */
export const wordCount = (text: string): number => text.match(/\S*[\p{L}\p{N}]\S*/gu)?.length ?? 0;

/** Puts pieces together into as few bubbles as fit; a piece is never torn. The first bubble starts under a title. */
export function pack<Piece extends { readonly text: string }>(
  title: string,
  pieces: readonly Piece[],
): readonly Piece[][] {
  const bubbles: Piece[][] = [];
  let words = wordCount(title);
  for (const piece of pieces) {
    const more = wordCount(piece.text);
    const last = bubbles.at(-1);
    if (last && words + more <= mostWords) {
      last.push(piece);
      words += more;
    } else {
      words = bubbles.length === 0 ? words + more : more;
      bubbles.push([piece]);
    }
  }
  return bubbles;
}

/** Characters a text message carries without doubling in size (GSM 03.38), beside letters, digits and space. */
const gsm7 = /[^A-Za-z0-9 \n\r@£$¥èéùìòÇØøÅå_ÆæßÉ!"#¤%&'()*+,\-./:;<=>?¡ÄÖÑÜ§¿äöñüà^{}\\[\]~|€]/gu;
const substitutes: Readonly<Record<string, string>> = {
  "’": "'",
  "‘": "'",
  "“": '"',
  "”": '"',
  "–": "-",
  "—": "-",
  "…": "...",
};

/** The same text in the alphabet of text messages; letters lose only their accents. */
export function toGsm7(text: string): string {
  return text.replace(
    gsm7,
    (sign) => substitutes[sign] ?? sign.normalize("NFD").replace(/[^A-Za-z0-9]/g, ""),
  );
}

/** Cuts a text into parts of at most `most` characters, at a line, a sentence, or at worst a word. */
export function cut(text: string, most: number): readonly string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > most) {
    const window = rest.slice(0, most + 1);
    const at = [window.lastIndexOf("\n"), window.lastIndexOf(". ") + 1, window.lastIndexOf(" ")].find(
      (place) => place > most / 3,
    );
    const end = at ?? most;
    parts.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  return rest ? [...parts, rest] : parts;
}

/** A text as the bubbles this channel can carry. */
export function fitTo(channel: Channel, text: string): readonly string[] {
  const plain = channel.gsm7 ? toGsm7(text) : text;
  return channel.maxCharacters ? cut(plain, channel.maxCharacters) : [plain];
}
