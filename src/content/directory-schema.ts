// What an entry of the directory must look like. Strict: an unknown field, a number in a shape that is not British, a fact
// nobody checked or hours nobody can read stop the start, because somebody frightened will dial what stands there.
import { z } from "zod";
import type { Nation } from "../flows/facts.ts";
import { needs } from "../flows/needs.ts";
import { hoursProblem } from "./hours.ts";

const ukNations = ["england", "wales", "scotland", "northern_ireland"] as const satisfies readonly Nation[];

/** The roles of a person as far as a service cares. Somebody `cautious` is served like a victim. */
const clienteles = ["victim", "supporter_of_child", "supporter_of_adult", "did_harm"] as const;
export type Clientele = (typeof clienteles)[number];

/** The three calendars of bank holidays in the UK. */
const divisions = ["england-and-wales", "scotland", "northern-ireland"] as const;

const line = z.string().trim().min(1).max(240);
const language = z.string().regex(/^[a-z]{2}$/, "expected a language of two letters, such as en or cy");
/** Words per language; English is always there, other languages where they really exist. */
const words = z
  .record(language, line)
  .refine((said) => said.en !== undefined, "expected at least the English words, under en");

// 999, 101, 116 123 · 0800 1111, 0808 2000 247, 08 08 16 89 111 · 07860 077333 · 020 7008 0151. No +44: the bot speaks to
// people in the UK, and freephone numbers do not connect from abroad anyway.
const ukNumber = /^(999|112|111|101|105|119|159|116\d{3}|0800\d{4}|0[1-3]\d{8,9}|07\d{9}|080[08]\d{6,7})$/;
const dial = z.string().regex(ukNumber, "expected a UK number, digits only, as dialled inside the UK");
const phone = z
  .strictObject({ display: line, dial })
  .refine(
    ({ display, dial }) => display.replace(/ then .*$/, "").replaceAll(" ", "") === dial,
    "display and dial are not the same number",
  );

const webAddress = z.url({ protocol: /^https$/, error: "expected an https address" });
const date = z.iso.date("expected a date such as 2026-11-21");
const yesNoUnknown = z.enum(["yes", "no", "unknown"]);
const hours = z.string().superRefine((text, context) => {
  const problem = hoursProblem(text);
  if (problem) context.addIssue({ code: "custom", message: `opening hours nobody can read: ${problem}` });
});

/** Where a fact comes from. Shown to operators, never to the person. */
const provenance = {
  sources: z.array(line).min(1, "expected at least one source"),
  checked: date,
  /** What is believed but was not seen in a source. Never shown; for whoever checks next. */
  unverified: z.array(line).optional(),
  note: z.string().optional(),
};

const serviceFields = z.strictObject({
  name: words,
  /** Needs of src/flows/needs.ts, the one it meets best first. Empty: kept, but never chosen for a need. */
  meets: z.array(z.enum(needs)),
  /** Narrower than the needs it meets: listed after the others that meet them. */
  backup: z.boolean().optional(),
  /** What it is for, in a line a 10-year-old can read. */
  about: words,
  /** What happens when you get in touch. */
  next: words.optional(),
  /** What to know before getting in touch. */
  warning: words.optional(),
  phone: phone.optional(),
  /** A second line that answers in Welsh. */
  welsh_phone: phone.optional(),
  text: z
    .strictObject({
      to: z.string().regex(/^(\d{3,5}|07\d{3} \d{6})$/, "expected a UK short code or mobile number"),
      body: line.optional(),
      register: words.optional(),
    })
    .optional(),
  chat: webAddress.optional(),
  url: webAddress.optional(),
  email: z.email().optional(),
  /** When phone and text are answered (OpenStreetMap syntax). Left out: nobody says, so "unknown". */
  hours: hours.optional(),
  chat_hours: hours.optional(),
  /** When the web form, the tool or the mailbox takes what you send. */
  online_hours: hours.optional(),
  /** Whose bank holidays PH in the hours means. */
  calendar: z.enum(divisions).optional(),
  nations: z.union([z.literal("uk").transform(() => [...ukNations]), z.array(z.enum(ukNations)).min(1)]),
  /** Also works for people outside the UK. */
  abroad: z.boolean().optional(),
  /** Age of the person it helps: of a supporter's child, not of the supporter. */
  min_age: z.int().min(1).max(99).optional(),
  max_age: z.int().min(1).max(99).optional(),
  /** For some people only. Nobody is asked; the label, such as "for women", is shown beside it. */
  only_for: z
    .strictObject({ group: z.enum(["women", "men", "lgbt", "community"]), en: line, cy: line.optional() })
    .optional(),
  for: z.union([z.literal("everyone").transform(() => [...clienteles]), z.array(z.enum(clienteles)).min(1)]),
  free: yesNoUnknown,
  anonymous: yesNoUnknown,
  /** Can be reached without speaking aloud. */
  silent: z.boolean(),
  /** Answers in Welsh too. */
  welsh: z.boolean().optional(),
  /** The call is not on the phone bill. It is still in the phone's own call list. */
  not_on_bill: z.boolean().optional(),
  confidence: z.enum(["high", "medium"], "only facts of high or medium confidence may be shown"),
  review_by: date,
  ...provenance,
});

type ServiceFields = z.output<typeof serviceFields>;

/** Rules that look at more than one field: [field, does it hold, what is wrong otherwise]. */
const agreements: readonly [keyof ServiceFields, (s: ServiceFields) => boolean, string][] = [
  [
    "url",
    (s) => Boolean(s.phone ?? s.text ?? s.chat ?? s.url ?? s.email),
    "no phone, text, chat, url or email: nobody could reach it",
  ],
  [
    "calendar",
    (s) => s.calendar !== undefined || !/\bPH\b/.test(`${s.hours} ${s.chat_hours} ${s.online_hours}`),
    "the hours mention PH, so name the calendar",
  ],
  ["max_age", (s) => (s.min_age ?? 0) <= (s.max_age ?? 120), "max_age is below min_age"],
  ["review_by", (s) => s.review_by > s.checked, "review_by must be after checked"],
  [
    "chat_hours",
    (s) => s.chat_hours === undefined || s.chat !== undefined,
    "hours of a chat that is not there",
  ],
];

/** One entry of services/*.yaml, without its id. */
export const serviceEntry = serviceFields.superRefine((service, context) => {
  for (const [field, holds, message] of agreements)
    if (!holds(service)) context.addIssue({ code: "custom", path: [field], message });
});

/** A service as the rest of the house sees it. */
export type Service = ServiceFields & { readonly id: string };

/** One entry of platforms/*.yaml, without its id. */
export const platformEntry = z.strictObject({
  name: line,
  kind: z.enum(["social", "messaging", "dating", "adult_site", "search"]),
  report_url: webAddress.optional(),
  /** Left out where nobody checked it: then the general advice is given. */
  how_to_report: words.optional(),
  /** `not_checked`: say only "don't delete the account yet". `not_applicable`: there is no account to think of. */
  deactivate: z.union([words, z.enum(["not_checked", "not_applicable"])]),
  stopncii: yesNoUnknown,
  take_it_down: yesNoUnknown,
  /** Closed for good; people still name it. */
  retired: z.boolean().optional(),
  confidence: z.enum(["high", "medium", "low"]),
  ...provenance,
});
export type Platform = z.output<typeof platformEntry> & { readonly id: string };

const holiday = z.strictObject({ date, title: line, substitute: z.boolean().optional() });
const year = z.string().regex(/^20\d\d$/, "expected a year");

/** calendar/bank-holidays.yaml: every division covers the same years, without a gap. */
export const bankHolidays = z
  .strictObject({
    ...provenance,
    divisions: z.record(
      z.enum(divisions),
      z.record(year, z.array(holiday).min(6, "too few bank holidays for a year")),
    ),
  })
  .superRefine((calendar, context) => {
    const years = divisions
      .flatMap((division) => Object.keys(calendar.divisions[division] ?? {}))
      .map(Number);
    for (const division of divisions)
      for (let y = Math.min(...years); y <= Math.max(...years); y++) {
        const days = calendar.divisions[division]?.[String(y)];
        if (!days)
          context.addIssue({
            code: "custom",
            path: ["divisions", division, String(y)],
            message: "this year is missing",
          });
        if (days?.some((day) => !day.date.startsWith(`${y}-`)))
          context.addIssue({
            code: "custom",
            path: ["divisions", division, String(y)],
            message: "a date of another year",
          });
      }
  });
export type BankHolidays = z.output<typeof bankHolidays>;

/** services/retired.yaml: what must never be shown again, and what stands in its place. */
export const retiredList = z.array(z.strictObject({ never: line, why: line, instead: line.optional() }));
export type Retired = z.output<typeof retiredList>;

/** The words in this language, or in English: names and lines that were never translated. */
export function inLanguage(said: Readonly<Record<string, string | undefined>>, wanted: string): string {
  return said[wanted] ?? said.en ?? "";
}
