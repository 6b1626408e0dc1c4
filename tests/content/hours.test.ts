import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import OpeningHours from "opening_hours";
import { describe, expect, it, test } from "vitest";
import { closesNext, loadDirectory, openAt, opensNext, reachableAt } from "../../src/content/directory.ts";
import type { Service } from "../../src/content/directory-schema.ts";
import { hoursProblem, withHolidays } from "../../src/content/hours.ts";

const content = fileURLToPath(new URL("../../src/content", import.meta.url));
const { services, holidays } = loadDirectory(content);
const service = (id: string): Service => {
  const found = services[id];
  if (!found) throw new Error(`no service ${id}`);
  return found;
};

// Times are written in UTC. From 29 March to 25 October 2026 London is an hour ahead of it.
describe("a service is open when its hours say so, in London", () => {
  test.each([
    ["revenge-porn-helpline", "2026-11-24T09:59:59Z", "closed", "a second before it opens"],
    ["revenge-porn-helpline", "2026-11-24T10:00:00Z", "open", "Tuesday at ten"],
    ["revenge-porn-helpline", "2026-11-24T15:59:59Z", "open", "the last second"],
    ["revenge-porn-helpline", "2026-11-24T16:00:00Z", "closed", "Tuesday at four"],
    ["revenge-porn-helpline", "2026-11-28T12:00:00Z", "closed", "Saturday"],
    ["revenge-porn-helpline", "2026-07-15T09:00:00Z", "open", "ten in summer"],
    ["revenge-porn-helpline", "2026-07-15T08:59:59Z", "closed", "a second before, in summer"],

    [
      "revenge-porn-helpline",
      "2026-03-27T09:30:00Z",
      "closed",
      "half past nine, the Friday before the clocks go forward",
    ],
    ["revenge-porn-helpline", "2026-03-30T09:30:00Z", "open", "half past ten, the Monday after"],
    [
      "revenge-porn-helpline",
      "2026-10-23T09:30:00Z",
      "open",
      "half past ten, the Friday before the clocks go back",
    ],
    ["revenge-porn-helpline", "2026-10-26T09:30:00Z", "closed", "half past nine, the Monday after"],

    ["revenge-porn-helpline", "2026-12-24T11:00:00Z", "open", "Christmas Eve, a Thursday"],
    ["revenge-porn-helpline", "2026-12-25T11:00:00Z", "closed", "Christmas Day"],
    ["revenge-porn-helpline", "2026-12-28T11:00:00Z", "closed", "Boxing Day, moved to Monday"],
    ["revenge-porn-helpline", "2026-12-29T11:00:00Z", "open", "the day after"],
    ["revenge-porn-helpline", "2026-04-06T10:00:00Z", "closed", "Easter Monday in England"],
    ["revenge-porn-helpline", "2026-11-30T11:00:00Z", "open", "St Andrew's Day is no holiday in England"],
    ["revenge-porn-helpline", "2029-03-06T11:00:00Z", "unknown", "past the published bank holidays"],

    ["victim-support-scotland", "2026-04-06T10:00:00Z", "open", "Easter Monday is no holiday in Scotland"],
    ["victim-support-scotland", "2026-11-30T11:00:00Z", "unknown", "St Andrew's Day: they do not say"],
    ["victim-support-scotland", "2026-11-29T11:00:00Z", "open", "Sunday morning"],
    ["victim-support-scotland", "2026-11-29T16:30:00Z", "closed", "Sunday evening"],

    ["ni-gateway-out-of-hours", "2026-07-13T11:00:00Z", "open", "Monday noon, Battle of the Boyne"],
    ["ni-gateway-out-of-hours", "2026-07-14T11:00:00Z", "closed", "Tuesday noon"],
    ["ni-gateway-out-of-hours", "2026-03-17T12:00:00Z", "open", "St Patrick's Day"],
    ["ni-gateway-out-of-hours", "2026-11-24T17:00:00Z", "open", "Tuesday at five"],

    ["galop", "2026-11-24T12:59:59Z", "open", "just before lunch"],
    ["galop", "2026-11-24T13:00:00Z", "closed", "lunch"],
    ["galop", "2026-11-24T14:00:00Z", "open", "after lunch"],
    ["galop", "2026-11-24T19:59:00Z", "open", "Tuesday evening"],
    ["galop", "2026-11-25T16:30:00Z", "closed", "Wednesday, half past four"],

    ["breathing-space", "2026-11-25T01:59:59Z", "open", "Wednesday, just before two at night"],
    ["breathing-space", "2026-11-25T02:00:00Z", "closed", "Wednesday at two at night"],
    ["breathing-space", "2026-11-25T18:00:00Z", "open", "Wednesday at six"],
    ["breathing-space", "2026-11-23T05:59:00Z", "open", "the end of the weekend, Monday before six"],
    ["breathing-space", "2026-11-23T06:00:00Z", "closed", "Monday at six"],
    ["breathing-space", "2026-11-22T03:00:00Z", "open", "Sunday night"],

    ["calm", "2026-11-24T23:59:59Z", "open", "a second to midnight"],
    ["calm", "2026-11-25T00:00:00Z", "closed", "midnight"],
    ["calm", "2026-12-25T20:00:00Z", "open", "Christmas evening"],

    ["samaritans", "2026-12-25T03:00:00Z", "open", "Christmas night"],
    ["childline", "2026-03-29T01:30:00Z", "open", "the night the clocks change"],
    ["report-remove", "2026-11-22T02:00:00Z", "open", "a form takes reports at night"],
    ["ceop-safety-centre", "2026-11-22T02:00:00Z", "open", "a form takes reports at night"],
    ["report-fraud", "2026-11-22T02:00:00Z", "open", "online at any time"],
    ["police-scotland", "2026-11-24T11:00:00Z", "unknown", "they do not say when 101 is answered"],
    ["stop-scams-159", "2026-11-24T11:00:00Z", "unknown", "it depends on the bank"],
    ["youngminds-parents", "2026-11-24T11:00:00Z", "unknown", "weekdays, hours not checked"],
    ["youngminds-parents", "2026-11-28T11:00:00Z", "closed", "never at the weekend"],
  ])("%s at %s is %s: %s", (id, at, expected) => {
    expect(openAt(service(id), new Date(at))).toBe(expected);
  });

  it("keeps the phone and the form of one service apart", () => {
    const night = new Date("2026-11-22T02:00:00Z");
    expect(reachableAt(service("report-fraud"), night)).toEqual({ phone: "closed", online: "open" });
    expect(reachableAt(service("nspcc-helpline"), night)).toEqual({ phone: "unknown", online: "open" });
    expect(reachableAt(service("childline"), night)).toEqual({ phone: "open", chat: "unknown" });
  });
});

describe("it says when a service opens and closes next", () => {
  test.each([
    ["revenge-porn-helpline", "2026-12-24T17:00:00Z", "2026-12-29T10:00:00Z", "after Christmas"],
    [
      "revenge-porn-helpline",
      "2026-03-27T17:00:00Z",
      "2026-03-30T09:00:00Z",
      "over the change to summer time",
    ],
    [
      "revenge-porn-helpline",
      "2026-10-23T17:00:00Z",
      "2026-10-26T10:00:00Z",
      "over the change to winter time",
    ],
    ["calm", "2026-11-25T00:00:00Z", "2026-11-25T17:00:00Z", "the same evening"],
    ["galop", "2026-11-24T13:00:00Z", "2026-11-24T14:00:00Z", "after lunch"],
  ])("%s, asked at %s, opens at %s: %s", (id, at, expected) => {
    expect(opensNext(service(id), new Date(at))).toEqual(new Date(expected));
  });

  it("does not say when something opens that is open, or whose hours nobody stated", () => {
    expect(opensNext(service("samaritans"), new Date("2026-11-24T11:00:00Z"))).toBeUndefined();
    expect(opensNext(service("police-scotland"), new Date("2026-11-24T11:00:00Z"))).toBeUndefined();
  });

  it("says when an open one closes, and nothing of those that never do", () => {
    const at = new Date("2026-11-24T11:00:00Z");
    expect(closesNext(service("revenge-porn-helpline"), at)).toEqual(new Date("2026-11-24T16:00:00Z"));
    expect(closesNext(service("samaritans"), at)).toBeUndefined();
    expect(closesNext(service("report-fraud"), at)).toBeUndefined();
    expect(closesNext(service("calm"), at)).toBeUndefined();
  });
});

it("answers the same in whatever order it is asked", () => {
  const galop = service("galop");
  const fresh = new OpeningHours(galop.hours ?? "");
  const from = Date.parse("2026-01-01");
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3 * 365 * 24 * 60 }), (minute) => {
      const at = new Date(from + minute * 60_000);
      expect(openAt(galop, at)).toBe(
        fresh.getState(at) ? "open" : fresh.getUnknown(at) ? "unknown" : "closed",
      );
    }),
  );
});

describe("hours as written", () => {
  it("knows each nation's own bank holidays", () => {
    const england = withHolidays("Mo-Fr 09:00-17:00; PH off", holidays.divisions["england-and-wales"]);
    const scotland = withHolidays("Mo-Fr 09:00-17:00; PH off", holidays.divisions.scotland);
    expect(england).toContain("2026 Apr 06");
    expect(scotland).not.toContain("2026 Apr 06");
    expect(scotland).toContain("2026 Nov 30");
    expect(england).not.toContain("PH");
  });

  test.each(["whenever", "Mo-Fr 25:00-26:00", "Mo-Fr 9-17"])("refuses %s", (hours) => {
    expect(hoursProblem(hours)).toBeTruthy();
  });
});

// Every service at every third hour around both changes of the clocks and Christmas, as one long line.
const survey = `
  const { loadDirectory, openAt, opensNext } = await import(process.argv[1] + "/directory.ts");
  const { services } = loadDirectory(process.argv[1]);
  const said = [];
  for (const from of ["2026-03-27", "2026-10-23", "2026-12-24"])
    for (let hour = 0; hour < 120; hour += 3) {
      const at = new Date(Date.parse(from) + hour * 3600000);
      for (const s of Object.values(services)) said.push(openAt(s, at)[0], opensNext(s, at)?.getTime() ?? "");
    }
  process.stdout.write(said.join());
`;

it("answers the same wherever the server stands", () => {
  const under = (TZ: string) =>
    execFileSync(process.execPath, ["--input-type=module", "-e", survey, content], {
      env: { ...process.env, TZ },
      encoding: "utf8",
      maxBuffer: 32_000_000,
    });
  const london = under("Europe/London");
  expect(london).toContain("c");
  expect(under("America/New_York") === london, "New York").toBe(true);
  expect(under("Pacific/Auckland") === london, "Auckland").toBe(true);
});
