// The directory: services, platforms and bank holidays, read once at start. Anything wrong in them stops the start.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import {
  type BankHolidays,
  bankHolidays,
  type Platform,
  platformEntry,
  type Retired,
  retiredList,
  type Service,
  serviceEntry,
} from "./directory-schema.ts";
import { withHolidays } from "./hours.ts";
import { retiredIn } from "./retired.ts";

export { inLanguage, type Service } from "./directory-schema.ts";
export { type AgeLimit, eligible, type Person, personOf } from "./eligibility.ts";
export { closesNext, openAt, opensNext, reachableAt } from "./hours.ts";
export type { Listed } from "./listed.ts";
export { select } from "./select.ts";

/** Everything the directory knows, by id. */
export type Directory = {
  readonly services: Readonly<Record<string, Service>>;
  readonly platforms: Readonly<Record<string, Platform>>;
  readonly holidays: BankHolidays;
  readonly retired: Retired;
};

/** The directory is wrong. The message names file, field and what to mend, one line for each problem. */
export class DirectoryError extends Error {
  override readonly name = "DirectoryError";
}

const retiredFile = "retired.yaml";

function read<T extends z.ZodType>(
  folder: string,
  file: string,
  schema: T,
  problems: string[],
): z.output<T> | undefined {
  let raw: unknown;
  try {
    raw = parse(readFileSync(join(folder, file), "utf8"));
  } catch (error) {
    problems.push(
      `${file}: not readable as YAML. ${error instanceof Error ? error.message.split("\n")[0] : error}`,
    );
    return undefined;
  }
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  for (const issue of result.error.issues)
    problems.push(`${file}: ${issue.path.join(".") || "the file"}: ${issue.message}`);
  return undefined;
}

/** All entries of the files in a folder, each with the id it stands under. `check` finds what a schema cannot. */
function readEntries<T extends z.ZodType<object>>(
  folder: string,
  room: string,
  schema: T,
  problems: string[],
  check: (entry: z.output<T> & { id: string }) => readonly string[] = () => [],
): Record<string, z.output<T> & { id: string }> {
  const entries: Record<string, z.output<T> & { id: string }> = {};
  const id = z.string().regex(/^[a-z0-9-]+$/, "an id has only a-z, 0-9 and -");
  const names = readdirSync(join(folder, room)).filter((name) => name.endsWith(".yaml"));
  for (const name of names.filter((name) => name !== retiredFile).sort()) {
    const file = `${room}/${name}`;
    const found = read(folder, file, z.record(id, schema), problems) ?? {};
    for (const [key, fields] of Object.entries(found) as [string, z.output<T>][]) {
      if (entries[key]) problems.push(`${file}: ${key}: this id stands in two files; keep one`);
      const entry = { ...fields, id: key };
      entries[key] = entry;
      problems.push(...check(entry).map((problem) => `${file}: ${key}: ${problem}`));
    }
  }
  return entries;
}

/** A fact nobody has checked for too long might send somebody to a line that is gone. */
const staleIn = ({ review_by }: Service, today: Date): readonly string[] =>
  review_by < today.toISOString().slice(0, 10)
    ? [`review_by: ${review_by} is past; check the entry against its sources, then set checked and review_by`]
    : [];

/**
 * Reads services/, platforms/ and calendar/ below `folder`, or throws one error that names every file and field to mend.
 * An entry that was due for review before `today` is such a mistake.
 */
export function loadDirectory(folder: string, today: Date = new Date()): Directory {
  const problems: string[] = [];
  const holidays = read(folder, "calendar/bank-holidays.yaml", bankHolidays, problems);
  const retired = read(folder, `services/${retiredFile}`, retiredList, problems) ?? [];
  const services = readEntries(folder, "services", serviceEntry, problems, (one) => [
    ...retiredIn(one, retired),
    ...staleIn(one, today),
  ]);
  const platforms = readEntries(folder, "platforms", platformEntry, problems);
  for (const { instead, never } of problems.length === 0 ? retired : [])
    if (instead && !services[instead])
      problems.push(`services/${retiredFile}: ${never}: instead names ${instead}, which is no service`);
  if (problems.length > 0 || !holidays)
    throw new DirectoryError(
      `The directory in ${folder} has mistakes. Mend these and start again:\n- ${problems.join("\n- ")}`,
    );

  for (const service of Object.values(services)) {
    if (!service.calendar) continue;
    const years = holidays.divisions[service.calendar];
    for (const field of ["hours", "chat_hours", "online_hours"] as const)
      if (service[field]) service[field] = withHolidays(service[field], years);
  }
  return { services, platforms, holidays, retired };
}
