// Content that is wrong stops the start, and says where and what to mend.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadContent } from "../../src/content/index.ts";

const source = resolve(import.meta.dirname, "../../src/content");
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "harbour-content-"));
  for (const room of ["languages", "services", "platforms", "calendar"])
    cpSync(join(source, room), join(folder, room), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function change(file: string, from: string | RegExp, to: string): void {
  const path = join(folder, file);
  const before = readFileSync(path, "utf8");
  const after = before.replace(from, to);
  expect(after, "the test changed nothing").not.toBe(before);
  writeFileSync(path, after);
}

describe("loading the content", () => {
  it("takes what is in the repository", () => expect(loadContent(folder).languages[0]).toBe("en"));

  it.each<[string, string, string | RegExp, string, RegExp]>([
    [
      "a missing word",
      "languages/en/plan.yaml",
      /^ {2}dont_pay:\n.*\n.*\n/m,
      "",
      /languages\/en\/plan\.yaml: steps\.dont_pay/,
    ],
    [
      "a word for nothing",
      "languages/en/sayings.yaml",
      "glad_you_told:",
      "glad_you_tolt:",
      /sayings\.yaml.*glad_you_tol/,
    ],
    [
      "a question without its buttons",
      "languages/en/questions.yaml",
      "    under_13: Under 13\n",
      "",
      /questions\.yaml: age\.options\.under_13/,
    ],
    [
      "a tag nobody knows",
      "languages/en/cards.yaml",
      "  under_18: >-",
      "  under_81: >-",
      /cards\.yaml: suicide\.under_81: no such tag/,
    ],
    [
      "no default",
      "languages/en/sayings.yaml",
      "exit:\n  default:",
      "exit:\n  sms:",
      /sayings\.yaml: exit: no `default`/,
    ],
    [
      "a misspelt service",
      "languages/en/cards.yaml",
      "{{samaritans.phone}}",
      "{{samaritan.phone}}",
      /cards\.suicide\.\w+: \{\{samaritan\.phone\}\}/,
    ],
    [
      "a need nobody meets",
      "languages/en/plan.yaml",
      "{{lines.domestic_abuse}}",
      "{{lines.domestic_harm}}",
      /\{\{lines\.domestic_harm\}\}/,
    ],
    ["broken YAML", "languages/en/people.yaml", "open: open now", "open: [open now", /people\.yaml/],
  ])("refuses %s and says where", (_name, file, from, to, message) => {
    change(file, from, to);
    expect(() => loadContent(folder)).toThrow(message);
  });

  it("refuses a number of a service that may not be shown, wherever words need it", () => {
    change("services/crisis.yaml", /(^samaritans:[\s\S]*?confidence: )high/m, "$1low");
    expect(() => loadContent(folder)).toThrow(/services\/crisis\.yaml: samaritans\.confidence/);
  });

  it("refuses a fact that was due for review, and says which", () => {
    expect(() => loadContent(folder, new Date("2030-01-01"))).toThrow(
      /samaritans: review_by: 2027-\d\d-\d\d is past/,
    );
  });

  it("lists every mistake at once", () => {
    change("languages/en/sayings.yaml", "exit:\n  default:", "exit:\n  sms:");
    change("languages/en/cards.yaml", "danger:", "dangr:");
    expect(() => loadContent(folder)).toThrow(/exit[\s\S]*dang/);
  });
});
