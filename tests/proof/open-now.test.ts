// Protocol section 8, rule 10: every plan, at every quarter of an hour of 2026 to 2028, names first a service that is open then.
//
// Who is open changes only when some service opens or closes. So every quarter of an hour is looked at, and the services are
// chosen once for each set of open services that ever occurs: what is open is all that choosing looks at of the time.
import { describe, expect, it } from "vitest";
import { openAt, personOf, reachableAt, select } from "../../src/content/directory.ts";
import { loadContent } from "../../src/content/index.ts";
import type { Facts } from "../../src/flows/facts.ts";
import { peopleFor } from "../../src/flows/plan.ts";
import { combinations } from "./situations.ts";

const { directory } = loadContent();
const services = Object.values(directory.services).filter(({ hours, chat_hours, online_hours }) =>
  [hours, chat_hours, online_hours].some((text) => text && text !== "24/7"),
);
const quarter = 15 * 60 * 1000;

/** One moment for each set of open services that occurs, and how many quarters of an hour were looked at. */
function moments(): { readonly looked: number; readonly different: readonly Date[] } {
  const seen = new Map<string, Date>();
  let looked = 0;
  for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2029, 0, 1); at += quarter) {
    looked++;
    const now = new Date(at);
    const state = services
      .map((service) => JSON.stringify([openAt(service, now), reachableAt(service, now)]))
      .join();
    if (!seen.has(state)) seen.set(state, now);
  }
  return { looked, different: [...seen.values()] };
}

const { looked, different } = moments();
process.stdout.write(
  `looked at ${looked} quarters of an hour: ${different.length} different sets of open services\n`,
);

const people: readonly Facts[] = [
  ...combinations({
    role: ["victim", "supporter", "cautious", "did_harm"],
    age: [undefined, "under_13", "13_to_17", "adult"],
    offender: ["stranger", "partner_or_ex", "known_person", "unsure"],
    pictured_under_18: [undefined, "no"],
    coping: ["ok", "struggling"],
  }),
];

describe.each([undefined, "england", "wales", "scotland", "northern_ireland", "outside_uk"] as const)(
  "in %s",
  (nation) => {
    it("10. a service that is open then is named first in every plan, at every quarter of an hour", () => {
      expect(looked).toBeGreaterThan(100_000);
      expect(different.length).toBeGreaterThan(20);
      const closed: string[] = [];
      for (const now of different)
        for (const facts of people) {
          const situation = { facts: { ...facts, ...(nation && { nation }) }, heard: [] };
          const needs = peopleFor(situation);
          const listed = select(needs, personOf(situation.facts), now, directory, {
            atMost: Math.min(4, needs.length),
          });
          if (listed[0]?.open !== "open")
            closed.push(`${now.toISOString()} ${JSON.stringify(situation.facts)}`);
          if (listed.length > 4) closed.push(`more than four: ${JSON.stringify(situation.facts)}`);
          if (!listed.some(({ service }) => service.silent))
            closed.push(`nothing silent: ${JSON.stringify(situation.facts)}`);
        }
      expect(closed.slice(0, 3)).toEqual([]);
    });
  },
);
