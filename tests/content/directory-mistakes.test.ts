import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { DirectoryError, loadDirectory } from "../../src/content/directory.ts";

const content = fileURLToPath(new URL("../../src/content", import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "directory-"));
  for (const room of ["services", "platforms", "calendar"])
    cpSync(join(content, room), join(folder, room), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The error after replacing the first `before` in a file by `after`. */
function errorAfter(file: string, before: string, after: string): string {
  const path = join(folder, file);
  const text = readFileSync(path, "utf8");
  if (!text.includes(before)) throw new Error(`${file} has no ${before}`);
  writeFileSync(path, text.replace(before, after));
  try {
    loadDirectory(folder);
  } catch (error) {
    if (error instanceof DirectoryError) return error.message;
    throw error;
  }
  return "no error";
}

describe("a mistake stops the start and is named by file and field", () => {
  test.each([
    [
      "an unknown need",
      "services/crisis.yaml",
      "meets: [crisis_line]",
      "meets: [crisis_lines]",
      "samaritans.meets.0",
    ],
    [
      "a number that is not British",
      "services/crisis.yaml",
      'dial: "116123"',
      'dial: "18002738255"',
      "samaritans.phone.dial",
    ],
    [
      "another number shown than dialled",
      "services/crisis.yaml",
      'display: "116 123"',
      'display: "116 132"',
      "samaritans.phone",
    ],
    ["no source", "services/money.yaml", "sources:\n", "sources: []\n  ignored:\n", "stop-scams-159.sources"],
    ["no date of checking", "services/money.yaml", "  checked: 2026-11-21\n", "", "stop-scams-159.checked"],
    [
      "low confidence",
      "services/money.yaml",
      "confidence: medium",
      "confidence: low",
      "stop-scams-159.confidence",
    ],
    [
      "hours nobody can read",
      "services/crisis.yaml",
      'hours: "Mo-Su 17:00-24:00"',
      'hours: "in the evening"',
      "calm.hours",
    ],
    [
      "bank holidays of nobody",
      "services/takedown.yaml",
      "  calendar: england-and-wales\n",
      "",
      "revenge-porn-helpline.calendar",
    ],
    [
      "a field nobody knows",
      "services/crisis.yaml",
      "  silent: false\n",
      "  silent: false\n  mood: good\n",
      "samaritans",
    ],
    [
      "a nation nobody knows",
      "services/crisis.yaml",
      "nations: [scotland]",
      "nations: [scottland]",
      "breathing-space.nations",
    ],
    [
      "no way to get in touch",
      "services/emergency.yaml",
      '  text:\n    to: "999"\n    register: { en: "To sign up, text REGISTER to 999. Then reply YES.", cy: "I gofrestru, tecstia REGISTER i 999. Wedyn ateba YES." }\n  url: https://www.relayuk.bt.com/how-to-use-relay-uk/contact-999-using-relay-uk.html\n',
      "",
      "emergency-sms.url",
    ],
    ["a missing English line", "services/money.yaml", "about: { en:", "about: { fr:", "stop-scams-159.about"],
    [
      "a plain http address",
      "services/money.yaml",
      "https://stopscamsuk",
      "http://stopscamsuk",
      "stop-scams-159.url",
    ],
    [
      "a platform's unknown kind",
      "platforms/platforms.yaml",
      "kind: social",
      "kind: sociable",
      "facebook.kind",
    ],
    [
      "a missing year",
      "calendar/bank-holidays.yaml",
      '"2027":',
      '"2030":',
      "divisions.england-and-wales.2027",
    ],
    [
      "a date in the wrong year",
      "calendar/bank-holidays.yaml",
      "2026-04-03",
      "2027-04-03",
      "divisions.england-and-wales.2026",
    ],
    [
      "an id twice in one file",
      "services/crisis.yaml",
      "shout-85258:",
      "samaritans:",
      "not readable as YAML",
    ],
    [
      "a retired number",
      "services/domestic-abuse.yaml",
      "0808 80 10 800",
      "0808 80 10 100",
      "live-fear-free",
    ],
  ])("%s", (_mistake, file, before, after, field) => {
    const message = errorAfter(file, before, after);
    expect(message).toContain(file);
    expect(message).toContain(field);
  });

  it("a retired number, digit for digit, however it is spaced", () => {
    const file = "services/domestic-abuse.yaml";
    writeFileSync(
      join(folder, file),
      readFileSync(join(folder, file), "utf8").replace('dial: "08088010800"', 'dial: "08088010100"'),
    );
    expect(errorAfter(file, "0808 80 10 800", "0808 8010 100")).toContain("0808 80 10 100");
  });

  it("an id in two files", () => {
    cpSync(join(folder, "services/money.yaml"), join(folder, "services/more-money.yaml"));
    expect(() => loadDirectory(folder)).toThrow(
      /more-money.yaml: stop-scams-159: this id stands in two files/,
    );
  });

  it("all mistakes at once, so that nobody mends one after the other", () => {
    writeFileSync(join(folder, "services/money.yaml"), "stop-scams-159: { name: nothing }");
    const message = errorAfter("services/crisis.yaml", "meets: [crisis_line]", "meets: [crisis_lines]");
    expect(message).toContain("services/money.yaml: stop-scams-159.name");
    expect(message).toContain("services/crisis.yaml: samaritans.meets.0");
  });
});
