import { fileURLToPath } from "node:url";
import { describe, expect, it, test } from "vitest";
import { type Listed, loadDirectory, type Person, select } from "../../src/content/directory.ts";
import { eligible } from "../../src/content/eligibility.ts";
import { openAt } from "../../src/content/hours.ts";
import { type Need, needs } from "../../src/flows/needs.ts";

const directory = loadDirectory(fileURLToPath(new URL("../../src/content", import.meta.url)));
const ids = (listed: readonly Listed[]) => listed.map(({ service }) => service.id);
const choose = (
  wanted: readonly Need[],
  person: Person,
  at: string,
  atMost = 4,
  leaveOut: readonly string[] = [],
) => select(wanted, person, new Date(at), directory, { atMost, leaveOut });

const sundayAtTwo = "2026-11-22T02:00:00Z";
const tuesdayAtEleven = "2026-11-24T11:00:00Z";
const christmas = "2026-12-25T11:00:00Z";

const teenager: Person = { role: "victim", age: "13_to_17" };
const adult: Person = { role: "victim", age: "adult", nation: "england" };

describe("who is offered what", () => {
  it("a 15-year-old at two on a Sunday night has Childline first, and everything is open", () => {
    const listed = choose(
      ["child_support", "child_takedown", "child_exploitation_report", "crisis_text"],
      teenager,
      sundayAtTwo,
    );
    expect(ids(listed)).toEqual(["childline", "report-remove", "ceop-safety-centre", "shout-85258"]);
    expect(listed.every(({ open }) => open === "open")).toBe(true);
    expect(listed.map(({ openBy }) => openBy)).toEqual([["phone"], ["online"], ["online"], ["text"]]);
  });

  it("an adult on a Tuesday at eleven has the Revenge Porn Helpline first", () => {
    const listed = choose(
      ["adult_image_abuse", "adult_takedown", "victim_support", "crisis_line"],
      adult,
      tuesdayAtEleven,
    );
    expect(ids(listed)).toEqual(["revenge-porn-helpline", "stopncii", "victim-support-ew", "samaritans"]);
  });

  it("the same adult on a Sunday night has it last, with when it opens", () => {
    const listed = choose(
      ["adult_image_abuse", "adult_takedown", "victim_support", "crisis_line"],
      adult,
      sundayAtTwo,
    );
    expect(ids(listed)).toEqual(["stopncii", "victim-support-ew", "samaritans", "revenge-porn-helpline"]);
    expect(listed.at(-1)).toMatchObject({ open: "closed", opensAt: new Date("2026-11-23T10:00:00Z") });
  });

  it("an adult with an ex, nation unknown, has the domestic abuse line of each nation, each with its nation", () => {
    const person: Person = { role: "victim", age: "adult", offender: "partner_or_ex" };
    const listed = choose(
      ["domestic_abuse", "adult_image_abuse", "crisis_text", "crisis_line"],
      person,
      tuesdayAtEleven,
    );
    const lines = listed.filter(({ need }) => need === "domestic_abuse");
    expect(lines.map(({ service, label }) => [service.id, ...(label?.nations ?? [])])).toEqual([
      ["national-da-helpline", "england"],
      ["live-fear-free", "wales"],
      ["sdafmh-scotland", "scotland"],
      ["dsa-helpline-ni", "northern_ireland"],
    ]);
    expect(ids(listed)).toEqual(
      expect.arrayContaining(["revenge-porn-helpline", "shout-85258", "samaritans"]),
    );
  });

  it("in England, beside the line for women stands the one for men: the bot does not ask", () => {
    const listed = choose(["domestic_abuse", "adult_image_abuse"], adult, tuesdayAtEleven, 3);
    expect(ids(listed)).toEqual(["national-da-helpline", "mens-advice-line", "revenge-porn-helpline"]);
  });

  it("in Scotland on Christmas Day somebody is there", () => {
    const person: Person = { role: "victim", age: "adult", nation: "scotland" };
    const listed = choose(
      ["adult_image_abuse", "victim_support", "crisis_text", "crisis_line"],
      person,
      christmas,
    );
    expect(ids(listed)).toEqual([
      "shout-85258",
      "samaritans",
      "victim-support-scotland",
      "revenge-porn-helpline",
    ]);
    expect(listed.at(-1)?.opensAt).toEqual(new Date("2026-12-29T10:00:00Z"));
    expect(ids(choose(["police", "fraud"], person, christmas))).toEqual(["police-scotland"]);
  });

  it("a parent of a 14-year-old has the NSPCC, and Childline for the child", () => {
    const parent: Person = { role: "supporter", supporting: "child", age: "13_to_17", nation: "england" };
    const listed = choose(
      ["adult_worried_about_child", "child_support", "parent_support", "crisis_text"],
      parent,
      tuesdayAtEleven,
    );
    expect(listed.map(({ service, for: onBehalf }) => [service.id, onBehalf])).toEqual([
      ["nspcc-helpline", undefined],
      ["childline", "child"],
      ["shout-85258", undefined],
      ["youngminds-parents", undefined],
    ]);
  });

  it("somebody in Northern Ireland worried about a child at night has the line for the night", () => {
    const parent: Person = { role: "supporter", supporting: "child", nation: "northern_ireland" };
    expect(ids(choose(["adult_worried_about_child"], parent, sundayAtTwo, 1))).toEqual([
      "ni-gateway-out-of-hours",
    ]);
  });

  it("outside the UK, an adult has StopNCII and a child Take It Down", () => {
    const abroad = { role: "victim", nation: "outside_uk" } as const;
    const wanted: Need[] = ["adult_takedown", "under_18_image_takedown", "crisis_line", "police"];
    expect(ids(choose(wanted, { ...abroad, age: "adult" }, tuesdayAtEleven))).toEqual([
      "stopncii",
      "take-it-down",
    ]);
    expect(ids(choose(wanted, { ...abroad, age: "13_to_17" }, tuesdayAtEleven))).toEqual(["take-it-down"]);
  });

  it("when honour is the fear, Karma Nirvana comes before narrower lines", () => {
    expect(ids(choose(["honour"], adult, tuesdayAtEleven, 2))).toEqual([
      "karma-nirvana",
      "forced-marriage-unit",
    ]);
  });

  it("within a need, one that is open comes before a better one that is closed", () => {
    const person: Person = { role: "victim", age: "adult", nation: "wales" };
    expect(ids(choose(["crisis_line", "honour"], person, tuesdayAtEleven, 2))).toContain("karma-nirvana");
    expect(ids(choose(["crisis_line", "honour"], person, sundayAtTwo, 2))).toContain("bawso");
  });

  it("a child's own line comes before those for everybody, in Northern Ireland too", () => {
    const child: Person = { ...teenager, nation: "northern_ireland" };
    expect(ids(choose(["crisis_line"], child, sundayAtTwo, 1))).toEqual(["childline"]);
    expect(ids(choose(["crisis_line"], { ...child, age: "adult" }, sundayAtTwo, 1))).toEqual(["lifeline-ni"]);
  });

  it("more, leaving out what was shown, repeats nothing", () => {
    const wanted: Need[] = ["adult_image_abuse", "crisis_line"];
    const first = ids(choose(wanted, adult, tuesdayAtEleven, 2));
    const more = ids(choose(wanted, adult, tuesdayAtEleven, 4, first));
    expect(more.length).toBeGreaterThan(0);
    expect(more.filter((id) => first.includes(id))).toEqual([]);
  });
});

describe("at every hour, for everybody", () => {
  // Each hour of an ordinary week, of Christmas week and of both weekends when the clocks change.
  const hours = ["2026-11-23", "2026-12-23", "2026-03-28", "2026-10-24"].flatMap((from, i) =>
    Array.from({ length: i < 2 ? 168 : 48 }, (_, hour) => new Date(Date.parse(from) + hour * 3_600_000)),
  );
  const roles: Person[] = [
    { role: "victim" },
    { role: "supporter", supporting: "child" },
    { role: "supporter", supporting: "adult" },
    { role: "did_harm" },
  ];
  const ages = [undefined, "under_13", "13_to_17", "adult"] as const;
  const nations = [undefined, "england", "wales", "scotland", "northern_ireland", "outside_uk"] as const;
  const people = roles.flatMap((role) =>
    ages.flatMap((age) =>
      nations.map((nation): Person => ({ ...role, ...(age && { age }), ...(nation && { nation }) })),
    ),
  );
  const nobody = (wanted: readonly Need[], person: Person, test: (id: string) => boolean) =>
    !Object.values(directory.services).some(
      (s) => s.meets.some((need) => wanted.includes(need)) && eligible(s, person).fits !== "no" && test(s.id),
    );
  const name = (person: Person, at: Date) => `${JSON.stringify(person)} at ${at.toISOString()}`;

  test.each(needs)("%s: if anybody eligible is open, one of them is listed first", (need) => {
    for (const person of people)
      for (const at of hours.filter((_, hour) => hour % 11 === 0)) {
        const [first] = select([need], person, at, directory, { atMost: 1 });
        const isOpen = (id: string) => openAt(directory.services[id] as never, at) === "open";
        if (first?.open !== "open") expect(nobody([need], person, isOpen), name(person, at)).toBe(true);
      }
  });

  it("four at most keep every promise", () => {
    const mixes: Need[][] = [
      ["child_support", "crisis_text", "crisis_line"],
      ["adult_image_abuse", "victim_support", "crisis_text", "crisis_line"],
      ["domestic_abuse", "adult_image_abuse", "crisis_text", "crisis_line"],
      ["adult_image_abuse", "lgbt", "honour", "victim_support", "urgent_mental_health", "crisis_text"],
      ["perpetration", "crisis_line"],
    ];
    const openness = { open: 0, unknown: 1, closed: 2 };
    for (const person of people)
      for (const wanted of mixes)
        for (const at of hours.filter((_, hour) => hour % 23 === 0)) {
          const listed = select(wanted, person, at, directory, { atMost: 4 });
          const who = name(person, at);
          expect(new Set(ids(listed)).size, `twice: ${who}`).toBe(listed.length);
          const states = listed.map(({ open }) => openness[open]);
          expect(states, `order: ${who}`).toEqual([...states].sort());
          const perNation = !person.nation && wanted.includes("domestic_abuse") ? 3 : 0;
          expect(listed.length, `too many: ${who}`).toBeLessThanOrEqual(4 + perNation);
          for (const { service } of listed)
            expect(eligible(service, person).fits, `${service.id}: ${who}`).not.toBe("no");
          const isOpen = (id: string) => openAt(directory.services[id] as never, at) === "open";
          const openIds = ids(listed).filter(isOpen);
          expect(openIds.length > 0 || nobody(wanted, person, isOpen), `open: ${who}`).toBe(true);
          const isSilent = (id: string) => directory.services[id]?.silent === true && isOpen(id);
          const silent = listed.some(({ service, open }) => service.silent && open !== "closed");
          expect(silent || nobody(wanted, person, isSilent), `silent: ${who}`).toBe(true);
        }
  });
});
