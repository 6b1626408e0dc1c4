// An outside check: the yes/no and age cases of Microsoft's Recognizers-Text (recognizers-text/README.md).
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lexiconOf } from "../../src/content/understand/lines.ts";
import { plain, tokenise } from "../../src/content/understand/tokens.ts";
import { hear } from "./saying.ts";

type Case<T> = {
  readonly Input: string;
  readonly Results: readonly { readonly Text: string; readonly Resolution: T }[];
};

function casesOf<T>(file: string): Case<T>[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, "recognizers-text", file), "utf8"));
}

describe("yes or no", () => {
  const cases = casesOf<{ readonly value: boolean }>("BooleanModel.json");

  // It says both, so we ask again.
  const both = "agree, it is not ok";
  it("takes neither where both are said", () => expect(hear(both, "sure_paid").choice).toBeUndefined());

  const plainly = cases.filter(({ Input }) => Input !== both);
  it.each(plainly.map((one) => [one.Input, one.Results[0]?.Resolution.value ? "yes" : "no"] as const))(
    "%s is %s",
    (text, said) => {
      const { choice, facts } = hear(text, "sure_paid");
      expect(choice?.option ?? facts.paid).toBe(said);
    },
  );
});

describe("ages", () => {
  const cases = casesOf<{ readonly value: string; readonly unit: string }>("AgeModel.json");
  const years = cases.flatMap(({ Input, Results }) =>
    Results.filter(({ Resolution }) => Resolution.unit === "Year").map(
      (one) => [Input, Number(one.Resolution.value)] as const,
    ),
  );

  it.each(years)("%s holds the number %s", (text, value) => {
    const numbers = tokenise(plain(text), lexiconOf("en").spelling).map(({ number }) => number);
    expect(numbers).toContain(value);
  });

  it.each([
    ["I'm only 29 years old!", "adult"],
    ["He is about 40 - 50 years old.", "adult"],
    ["The patient is a 87 yo man with history of hypertension, GERD, and chronic phase CML.", "adult"],
  ] as const)("%s is %s, where a person's age was asked for", (text, age) => {
    expect(cases.map(({ Input }) => Input)).toContain(text);
    expect(hear(text, "age").facts.age).toBe(age);
  });

  const notYears = cases.filter(({ Results }) =>
    Results.every(({ Resolution }) => Resolution.unit !== "Year"),
  );
  it.each(
    notYears
      .filter(({ Results }) => Results.every(({ Resolution }) => /Month|Week|Day/.test(Resolution.unit)))
      .map(({ Input }) => Input),
  )("%s is no age in years", (text) => expect(hear(text).facts.age).toBeUndefined());
});
