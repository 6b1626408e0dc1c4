// The house holds together: imports go one way, and each library stays in its room.
import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");
const files = globSync("src/**/*.ts", { cwd: root });
const rooms = ["flows", "content", "bot"] as const;
const roomOf = (file: string): number => rooms.findIndex((room) => file.startsWith(`src/${room}/`));

/** What a file imports: types too, and imports made while running. */
const importsOf = (file: string): readonly string[] =>
  [...readFileSync(join(root, file), "utf8").matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(
    ([, name]) => name ?? "",
  );

const importers = (library: RegExp): readonly string[] =>
  files.filter((file) => importsOf(file).some((name) => library.test(name)));

describe("the house", () => {
  it("has only the three rooms", () => {
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter((file) => roomOf(file) < 0)).toEqual([]);
  });

  it.each(files)("%s imports only from its own room or those before it", (file) => {
    const own = importsOf(file).filter((name) => name.startsWith("."));
    const reached = own.map((name) => relative(root, resolve(root, dirname(file), name)));
    expect(reached.filter((path) => roomOf(path) < 0 || roomOf(path) > roomOf(file))).toEqual([]);
  });

  it.each([
    ["xstate", /^xstate/, /^src\/flows\/(machine|index|diagram)\.ts$/],
    ["i18next", /^i18next/, /^src\/content\/voice\.ts$/],
    ["YAML", /^yaml$/, /^src\/content\/|^src\/bot\/chat\.ts$/],
    ["opening hours", /^opening_hours/, /^src\/content\/hours\.ts$/],
    ["Bot Framework", /^botbuilder|^botframework/, /^src\/bot\/channels\/bot-framework[a-z-]*\.ts$/],
    ["restify", /^restify/, /^src\/bot\//],
    ["pino", /^pino/, /^src\/bot\/log\.ts$/],
    ["HTTP and files that are written", /^node:(http|https|net|sqlite)$/, /^src\/bot\//],
  ])("%s is imported only where it belongs", (_name, library, allowed) => {
    const found = importers(library);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((file) => !allowed.test(file))).toEqual([]);
  });

  it("keeps the flow pure: nothing but xstate and itself, no clock, no chance, no waiting", () => {
    const flows = files.filter((file) => roomOf(file) === 0 && !file.endsWith("diagram.ts"));
    for (const file of flows) {
      expect(
        importsOf(file).filter((name) => !name.startsWith("./") && name !== "xstate"),
        file,
      ).toEqual([]);
      expect(readFileSync(join(root, file), "utf8"), file).not.toMatch(
        /Date\.now|new Date|Math\.random|async |await |fetch\(/,
      );
    }
  });

  it("takes the turn without a clock, a network or Bot Framework", () => {
    expect(readFileSync(join(root, "src/bot/turn.ts"), "utf8")).not.toMatch(
      /Date\.now|new Date|node:|botbuilder|restify/,
    );
  });
});
