import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { protocol } from "../../src/bot/protocol.ts";
import { conditions } from "../../src/bot/protocol-conditions.ts";
import { people, stepsMet } from "../../src/bot/protocol-situations.ts";
import { loadStepSources } from "../../src/content/step-sources.ts";
import { type StepId, steps } from "../../src/flows/plan.ts";

const onDisk = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

describe("the document for the safeguarding lead", () => {
  let written = "";
  let shownWhen: ReadonlyMap<StepId, string> = new Map();
  beforeAll(() => {
    written = protocol();
    shownWhen = conditions();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("is up to date (npm run protocol)", () => {
    // Not toBe: the difference of two documents of this size takes a minute to print.
    expect(onDisk("deployment/PROTOCOL.md") === written, "run npm run protocol, and read what changed").toBe(
      true,
    );
  });

  it("is the same whenever it is written", () => {
    vi.useFakeTimers({ now: new Date("2027-03-28T23:59:00Z"), toFake: ["Date"] });
    expect(protocol() === written).toBe(true);
  });

  it("shows every step of any plan in the plan of at least one person", () => {
    const met = new Set(people.flatMap(stepsMet));
    expect(steps.filter((step) => !met.has(step))).toEqual([]);
  });

  it("has a heading for every step, and no wording that nobody can ever read", () => {
    for (const step of steps) expect(written).toContain(`\n### ${step}\n`);
    expect(written.match(/.*\(never said:.*/g) ?? []).toEqual([]);
  });

  it("leaves nothing to fill in", () => {
    expect(written).not.toMatch(/\{\{|undefined|\[object|NaN/);
  });

  it.each<[StepId, string]>([
    ["stopncii", "victims, helpers; age: 18 or over; under 18 in the picture: no"],
    ["dont_pay_more", "victims, helpers; has paid: yes"],
    ["recovery_scam", "victims, helpers; either has paid: yes or shared or threatened: shared already"],
  ])("finds out when %s is shown", (step, condition) => {
    expect(shownWhen.get(step)).toBe(condition);
  });
});

describe("the sources of the steps", () => {
  const good = onDisk("src/content/step-sources.yaml");
  const loading = (text: string) => () => {
    const file = join(mkdtempSync(join(tmpdir(), "step-sources-")), "step-sources.yaml");
    writeFileSync(file, text);
    return loadStepSources(file);
  };

  it("name at least one for every step", () => {
    expect(Object.keys(loading(good)().steps).sort()).toEqual([...steps].sort());
  });

  it.each([
    ["a step without a line", good.replace(/\n {2}ceop: .*/, ""), /"ceop"/],
    ["a step with an empty list", good.replace(/\n {2}ceop: .*/, "\n  ceop: []"), /no source/],
    [
      "a source that is not in the list",
      good.replace(/\n {2}ceop: .*/, "\n  ceop: [hearsay]"),
      /no source is called hearsay/,
    ],
    ["a step that no plan has", `${good}  tell_nobody: [judgement]\n`, /tell_nobody/],
  ])("refuse %s", (_what, text, problem) => {
    expect(loading(text)).toThrow(problem);
  });

  it("are each used", () => {
    const { sources, steps: named } = loading(good)();
    const used = new Set(Object.values(named).flat());
    expect(Object.keys(sources).filter((id) => !used.has(id))).toEqual([]);
  });
});
