// Finds what can be tapped in a text: web and e-mail addresses, phone numbers, and numbers to send a text message to.

/** A piece of text, with the address it leads to if it can be tapped. */
export type Piece = { readonly text: string; readonly href?: string };

const last = String.raw`[^\s<>".,;:!?')\]]`;
const start = String.raw`^|[^\w@./-]`;
const web = String.raw`https?:\/\/[^\s<>"]*${last}`;
const mail = String.raw`[\w.+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,}`;
// Addresses as people write them: reportremove.org.uk/help.
const site = String.raw`(?:[a-z0-9-]+\.)+(?:uk|org|com|net|info|wales|scot|cymru|lgbt)(?:\/[^\s<>"]*${last}|\/)?(?![\w@-])`;
// "Text SHOUT to 85258", "text 07860 077333": the number is what gets tapped, and the word is written already.
const text = String.raw`\b(?:text|texts|tecstiwch)\s+(?:(?:the word\s+)?["'“]?(?<word>\w{2,12})["'”]?\s+(?:to|i)\s+)?`;
const textNumber = String.raw`(?:0\d[\d ]{6,11}\d|\d{4,6}|999)(?!\d)`;
const phone = String.raw`(?:0\d[\d ]{6,12}\d|116 ?\d{3}|18000|999|112|101|111|105|159)(?![\d%]|[.,]\d)`;

// No look-behind: phones of a few years ago do not know it. What comes before is matched and left as it is.
const tappable = new RegExp(
  `(?:${start})(?:(?<web>${web})|(?<mail>${mail})|(?<site>${site}))|${text}(?<sms>${textNumber})|(?:^|[^\\d£#.,/\\w-])(?<phone>${phone})`,
  "gimu",
);

/** Cuts a text into plain and tappable pieces. Together they are the text again. */
export function piecesOf(whole: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: all, index, groups = {} } of whole.matchAll(tappable)) {
    const [kind = "", found = ""] =
      Object.entries(groups).find(([name, value]) => name !== "word" && value) ?? [];
    const from = index + all.length - found.length;
    if (from > end) pieces.push({ text: whole.slice(end, from) });
    pieces.push({ text: found, href: addressOf(kind, found, groups.word) });
    end = from + found.length;
  }
  if (end < whole.length) pieces.push({ text: whole.slice(end) });
  return pieces;
}

function addressOf(kind: string, found: string, word: string | undefined): string {
  if (kind === "web") return found;
  if (kind === "mail") return `mailto:${found}`;
  if (kind === "site") return `https://${found}`;
  const number = found.replace(/ /g, "");
  if (kind === "phone") return `tel:${number}`;
  // "?&" is what both kinds of phones understand.
  return `sms:${number}${word ? `?&body=${encodeURIComponent(word)}` : ""}`;
}
