// A service as a person sees it: what it is for, how to reach it, open now or when, free, anonymous, what happens next.
import { type AgeLimit, inLanguage, type Listed } from "./directory.ts";
import { onlyFor } from "./placeholders.ts";
import type { Audience, Voice } from "./voice.ts";

const zone = "Europe/London";

/** "at 10:00" for later today, "Monday at 10:00" for another day. */
function timeOf(at: Date, voice: Voice, to: Audience): string {
  const show = (options: Intl.DateTimeFormatOptions, date: Date) =>
    new Intl.DateTimeFormat(`${to.language}-GB`, { timeZone: zone, ...options }).format(date);
  const dayOf = (date: Date) => show({ dateStyle: "short" }, date);
  const time = show({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, at);
  if (dayOf(at) === dayOf(to.now)) return voice.say("people.today", to, { time }).text;
  const soon = at.getTime() - to.now.getTime() < 6 * 24 * 60 * 60 * 1000;
  const day = show(soon ? { weekday: "long" } : { weekday: "long", day: "numeric", month: "long" }, at);
  return voice.say("people.later", to, { day, time }).text;
}

/** "open now", "opens Monday at 10:00", or what else is known. A form that takes reports is not an open phone. */
function openLine({ service, open, openBy, opensAt }: Listed, voice: Voice, to: Audience): string {
  const say = (id: string, values?: Record<string, string>) => voice.say(`people.${id}`, to, values).text;
  if (open === "closed") return opensAt ? say("opens", { time: timeOf(opensAt, voice, to) }) : say("closed");
  if (open === "unknown") return say("hours_unknown");
  const talks = service.phone ?? service.text;
  const state = talks && !openBy.some((way) => way !== "online") ? say("online_now") : say("open");
  return service.confidence === "medium" && service.hours ? `${state}, ${say("check_hours")}` : state;
}

function agesOf(limit: AgeLimit, voice: Voice, to: Audience): string {
  const { kind, ...ages } = limit;
  const values = Object.fromEntries(Object.entries(ages).map(([name, age]) => [name, String(age)]));
  return voice.say(`people.${kind}`, to, values).text;
}

/** For whom, where the person's age or nation leaves it open: "if you are under 19, Wales". */
function labelOf({ label, for: onBehalf }: Listed, voice: Voice, to: Audience): string | undefined {
  const parts = [
    onBehalf && voice.say(`people.for_${onBehalf}`, to).text,
    label?.ages && agesOf(label.ages, voice, to),
    label?.nations?.map((nation) => voice.say(`people.nation.${nation}`, to).text).join(", "),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(", ") : undefined;
}

function reachesOf({ service }: Listed, voice: Voice, to: Audience): readonly string[] {
  const { phone, welsh_phone, text, chat, url, email } = service;
  const line = (id: string, values: Record<string, string>) => voice.say(`people.${id}`, to, values).text;
  const number = to.language === "cy" && welsh_phone ? welsh_phone : phone;
  return [
    number && line("call", { contact: number.display }),
    text && (text.body ? line("text_word", { to: text.to, body: text.body }) : line("text", { to: text.to })),
    chat && line("chat", { contact: chat }),
    url && url !== chat ? line("online", { contact: url }) : undefined,
    !phone && !text && !url && email ? line("email", { contact: email }) : undefined,
  ].filter((found): found is string => Boolean(found));
}

/** Everything about a service, for the plan: one bubble. */
export function inFull(listed: Listed, voice: Voice, to: Audience): string {
  const { service } = listed;
  const terms = [
    service.free === "yes" && voice.say("people.free", to).text,
    service.anonymous === "yes" && voice.say("people.anonymous", to).text,
    service.anonymous === "no" && voice.say("people.not_anonymous", to).text,
    service.next && inLanguage(service.next, to.language),
  ].filter(Boolean);
  const state = [labelOf(listed, voice, to), openLine(listed, voice, to)].filter(Boolean).join("; ");
  return [
    `${inLanguage(service.name, to.language)} (${state})`,
    inLanguage(service.about, to.language),
    onlyFor(service, to.language),
    ...reachesOf(listed, voice, to),
    terms.join(" "),
  ]
    .filter(Boolean)
    .join("\n");
}

/** A service in one line, for lists and cards. */
export function inShort(listed: Listed, voice: Voice, to: Audience): string {
  const [reach] = reachesOf(listed, voice, to);
  const state = [labelOf(listed, voice, to), openLine(listed, voice, to)].filter(Boolean).join("; ");
  return `${inLanguage(listed.service.name, to.language)}: ${reach} (${state})`;
}
