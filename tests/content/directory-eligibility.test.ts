import { fileURLToPath } from "node:url";
import { describe, expect, it, test } from "vitest";
import { eligible, loadDirectory, type Person, personOf } from "../../src/content/directory.ts";

const { services } = loadDirectory(fileURLToPath(new URL("../../src/content", import.meta.url)));

const under13: Person = { role: "victim", age: "under_13" };
const teenager: Person = { role: "victim", age: "13_to_17" };
const adult: Person = { role: "victim", age: "adult" };
const ageUnknown: Person = { role: "victim" };
const parent: Person = { role: "supporter", supporting: "child", age: "13_to_17" };
const friendOfAdult: Person = { role: "supporter", supporting: "adult" };
const didHarm: Person = { role: "did_harm", age: "adult" };

/** "yes", "no", "if under 19", "if 18 or over", with "for the child" where a supporter passes it on. */
function said(id: string, person: Person): string {
  const service = services[id];
  if (!service) throw new Error(`no service ${id}`);
  const answer = eligible(service, person);
  if (answer.fits === "no") return "no";
  const { ages } = answer;
  const limit = !ages
    ? "yes"
    : ages.kind === "under"
      ? `if under ${ages.age}`
      : ages.kind === "from"
        ? `if ${ages.age} or over`
        : "if between";
  return answer.for ? `${limit}, for the ${answer.for}` : limit;
}

describe("age", () => {
  test.each([
    // id, under 13, 13 to 17, adult, age unknown
    ["childline", "yes", "yes", "no", "if under 19"],
    ["ceop-safety-centre", "yes", "yes", "no", "if under 18"],
    ["report-remove", "yes", "yes", "no", "if under 18"],
    ["take-it-down", "yes", "yes", "yes", "yes"],
    ["revenge-porn-helpline", "no", "no", "yes", "if 18 or over"],
    ["stopncii", "no", "no", "yes", "if 18 or over"],
    ["report-harmful-content", "no", "yes", "yes", "if 13 or over"],
    ["papyrus-hopeline247", "yes", "yes", "if under 35", "if under 35"],
    ["rape-crisis-ew", "no", "if 16 or over", "yes", "if 16 or over"],
    ["rape-crisis-scotland", "no", "yes", "yes", "if 13 or over"],
    ["the-rowan", "yes", "yes", "yes", "yes"],
    ["dsa-helpline-ni", "no", "no", "yes", "if 18 or over"],
    ["live-fear-free", "yes", "yes", "yes", "yes"],
    ["breathing-space", "no", "if 16 or over", "yes", "if 16 or over"],
    ["calm", "no", "no", "yes", "if 18 or over"],
    ["galop", "no", "no", "yes", "if 18 or over"],
    ["samaritans", "yes", "yes", "yes", "yes"],
    ["emergency-999", "yes", "yes", "yes", "yes"],
    ["nspcc-helpline", "no", "no", "no", "no"],
    ["stop-it-now", "no", "no", "no", "no"],
  ])("%s: under 13 %s, 13 to 17 %s, adult %s, unknown %s", (id, ...expected) => {
    expect([under13, teenager, adult, ageUnknown].map((person) => said(id, person))).toEqual(expected);
  });
});

describe("role", () => {
  test.each([
    // id, parent of a 14-year-old, friend of an adult, somebody who did harm
    ["nspcc-helpline", "yes", "no", "no"],
    ["childline", "yes, for the child", "no", "no"],
    ["report-remove", "yes, for the child", "no", "no"],
    ["ceop-safety-centre", "yes", "no", "no"],
    ["youngminds-parents", "yes", "no", "no"],
    ["revenge-porn-helpline", "no", "yes, for the adult", "no"],
    ["national-da-helpline", "yes", "yes", "no"],
    ["papyrus-hopeline247", "yes", "if under 35", "if under 35"],
    ["samaritans", "yes", "yes", "yes"],
    ["stop-it-now", "no", "no", "yes"],
    ["emergency-999", "yes", "yes", "yes"],
  ])("%s: parent %s, friend of an adult %s, did harm %s", (id, ...expected) => {
    expect([parent, friendOfAdult, didHarm].map((person) => said(id, person))).toEqual(expected);
  });

  it("a teenager who did harm has Childline, and no line for adults", () => {
    expect(said("childline", { role: "did_harm", age: "13_to_17" })).toBe("yes");
    expect(said("stop-it-now", { role: "did_harm", age: "13_to_17" })).toBe("no");
  });

  it("a child whose age nobody said is under 18 all the same", () => {
    expect(said("ceop-safety-centre", { role: "supporter", supporting: "child" })).toBe("yes");
    expect(said("childline", { role: "supporter", supporting: "child" })).toBe("yes, for the child");
  });

  it("a parent's grown-up child is an adult", () => {
    const person: Person = { role: "supporter", supporting: "child", age: "adult" };
    expect(said("childline", person)).toBe("no");
    expect(said("nspcc-helpline", person)).toBe("no");
    expect(said("revenge-porn-helpline", person)).toBe("yes, for the adult");
  });

  it("somebody who supports nobody knows whom has both, each for whom it is", () => {
    expect(said("childline", { role: "supporter" })).toBe("if under 19, for the child");
    expect(said("revenge-porn-helpline", { role: "supporter" })).toBe("if 18 or over, for the adult");
  });

  it("somebody cautious is served like somebody it happened to", () => {
    expect(said("get-safe-online", { role: "cautious" })).toBe("yes");
    expect(said("childline", { role: "cautious", age: "13_to_17" })).toBe("yes");
  });
});

describe("nation", () => {
  const nations = ["england", "wales", "scotland", "northern_ireland", "outside_uk"] as const;
  const where = (id: string, person: Person) =>
    nations.filter((nation) => said(id, { ...person, nation }) !== "no").join(" ");

  test.each([
    ["report-fraud", "england wales northern_ireland"],
    ["police-101-ew", "england wales"],
    ["police-scotland", "scotland"],
    ["psni-101", "northern_ireland"],
    ["national-da-helpline", "england"],
    ["live-fear-free", "wales"],
    ["sdafmh-scotland", "scotland"],
    ["dsa-helpline-ni", "northern_ireland"],
    ["mens-advice-line", "england wales scotland northern_ireland"],
    ["nhs-111-mh-england", "england"],
    ["lifeline-ni", "northern_ireland"],
    ["revenge-porn-helpline", "england wales scotland northern_ireland"],
    ["samaritans", "england wales scotland northern_ireland"],
    ["stopncii", "england wales scotland northern_ireland outside_uk"],
    ["take-it-down", "england wales scotland northern_ireland outside_uk"],
  ])("%s serves an adult in %s", (id, expected) => {
    expect(where(id, adult)).toBe(expected);
  });

  it("is said beside a service while nobody knows where the person is", () => {
    const service = services["live-fear-free"];
    expect(service && eligible(service, adult)).toMatchObject({ fits: "yes", nations: ["wales"] });
    expect(service && eligible(service, { ...adult, nation: "wales" })).toEqual({ fits: "yes" });
  });

  it("outside the UK, no phone number of the UK is offered to anybody", () => {
    for (const service of Object.values(services))
      for (const person of [under13, teenager, adult, ageUnknown, parent, friendOfAdult, didHarm])
        if (eligible(service, { ...person, nation: "outside_uk" }).fits !== "no")
          expect(service.phone ?? service.text, service.id).toBeUndefined();
  });
});

it("takes from the facts only what it needs", () => {
  expect(
    personOf({ role: "victim", age: "adult", paid: "yes", platforms: ["snapchat"], coping: "ok" }),
  ).toEqual({
    role: "victim",
    age: "adult",
  });
});
