// Opening hours, always in Europe/London.
import OpeningHours from "opening_hours";
import type { BankHolidays, Service } from "./directory-schema.ts";

const zone = "Europe/London";
// opening_hours reads the process's own clock zone and offers no other way in. So the zone of the whole process is set, once
// and here: a server in Frankfurt or Virginia must not tell a child that a line is closed when it is open.
process.env.TZ = zone;
const winter = new Date(2026, 0, 15).getTimezoneOffset();
const summer = new Date(2026, 6, 15).getTimezoneOffset();
if (Intl.DateTimeFormat().resolvedOptions().timeZone !== zone || winter !== 0 || summer !== -60)
  throw new Error(
    `Opening hours need the time zone ${zone}, and setting TZ had no effect (it has none in a worker thread). ` +
      `Start the process with TZ=${zone}.`,
  );

export type OpenState = "open" | "closed" | "unknown";

/** The ways to reach a service whose hours may differ. */
export type Reach = "phone" | "text" | "chat" | "online";

/** Spans remembered for each text: now, and those up to the next opening. */
const mostSpans = 8;
type Span = { state: OpenState; from: number; until: number };
type Compiled = { hours: OpeningHours; spans: Span[] };
// Keyed by the text: services share hours, and compiling costs ten times as much as asking.
const compiled = new Map<string, Compiled>();

function compile(text: string): Compiled {
  const known = compiled.get(text);
  if (known) return known;
  const fresh = { hours: new OpeningHours(text), spans: [] };
  compiled.set(text, fresh);
  return fresh;
}

/** The stretch of time around `now` in which the state stays the same. The next person mostly asks within it too. */
function spanAt(text: string, now: Date): Span {
  const { hours, spans } = compile(text);
  const at = now.getTime();
  const known = spans.find(({ from, until }) => from <= at && at < until);
  if (known) return known;
  const state = hours.getState(now) ? "open" : hours.getUnknown(now) ? "unknown" : "closed";
  const span = {
    state,
    from: at,
    until: hours.getNextChange(now)?.getTime() ?? Number.POSITIVE_INFINITY,
  } as const;
  spans.unshift(span);
  spans.length = Math.min(spans.length, mostSpans);
  return span;
}

/** When the state next becomes `wanted`, within a month: further away it would mean nothing to anybody. */
function nextTime(text: string, now: Date, wanted: (state: OpenState) => boolean): Date | undefined {
  const horizon = now.getTime() + 31 * 86_400_000;
  let at = spanAt(text, now).until;
  while (at < horizon) {
    const span = spanAt(text, new Date(at));
    if (wanted(span.state)) return new Date(at);
    at = span.until;
  }
  return undefined;
}

/** The hours of each way to reach it; `undefined` hours were never stated. */
function reachesOf(service: Service): [Reach, string | undefined][] {
  const ways: [Reach, string | undefined][] = [];
  if (service.phone) ways.push(["phone", service.hours]);
  if (service.text) ways.push(["text", service.hours]);
  if (service.chat) ways.push(["chat", service.chat_hours]);
  if (service.online_hours) ways.push(["online", service.online_hours]);
  return ways;
}

/** Every way to reach the service, and whether somebody (or a form) is there now. */
export function reachableAt(service: Service, now: Date): Partial<Record<Reach, OpenState>> {
  return Object.fromEntries(
    reachesOf(service).map(([reach, text]) => [reach, text ? spanAt(text, now).state : "unknown"]),
  );
}

/** Open if one way is open; closed only if that is known, though a chat without stated hours does not make it unknown. */
export function openAt(service: Service, now: Date): OpenState {
  const { chat, ...others } = reachableAt(service, now);
  const states = Object.values(service.hours ? others : { ...others, chat });
  if (chat === "open" || states.includes("open")) return "open";
  return states.some((state) => state === "closed") && !states.includes("unknown") ? "closed" : "unknown";
}

/** When a service that is not open next opens, if its hours say. */
export function opensNext(service: Service, now: Date): Date | undefined {
  if (openAt(service, now) === "open") return undefined;
  const times = reachesOf(service).flatMap(([, text]) =>
    text ? (nextTime(text, now, (state) => state === "open") ?? []) : [],
  );
  return times.sort((a, b) => a.getTime() - b.getTime())[0];
}

/** When a service that is open next closes altogether; nothing if it never does. */
export function closesNext(service: Service, now: Date): Date | undefined {
  const open = reachesOf(service).filter(([, text]) => text && spanAt(text, now).state === "open");
  const times = open.map(([, text]) => nextTime(text ?? "", now, (state) => state !== "open"));
  if (times.length === 0 || times.includes(undefined)) return undefined;
  return times.sort((a, b) => Number(b) - Number(a))[0];
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Hours with PH written out as dates: the library's own holidays do not know Scotland from England. */
export function withHolidays(
  text: string,
  years: BankHolidays["divisions"][keyof BankHolidays["divisions"]],
): string {
  if (!/\bPH\b/.test(text)) return text;
  const days = Object.values(years).flat();
  const dates = days.map(({ date }) => {
    const [year, month, day] = date.split("-");
    return `${year} ${months[Number(month) - 1]} ${day}`;
  });
  const after = Math.max(...Object.keys(years).map(Number)) + 1;
  // Past the last published year nobody knows the holidays: say "unknown" rather than "open".
  return `${text.replaceAll(/\bPH\b/g, dates.join(","))}; ${after}-2099 unknown`;
}

/** What is wrong with hours in OpenStreetMap syntax, or nothing. */
export function hoursProblem(text: string): string | undefined {
  try {
    const warnings = compile(text.replaceAll(/\bPH\b/g, "2026 Dec 25")).hours.getWarnings();
    return warnings[0];
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
