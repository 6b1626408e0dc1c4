// The second half of `npm run check:mutations`. Stryker breaks expressions; this breaks what Stryker leaves whole: a rule
// that a row names or that another rule asks, limits, and the order of rows and lists. Each in turn, in memory only.
import { readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { createVitest } from "vitest/node";

/** One change to one file that the tests must notice. */
type Mutant = {
  readonly file: string;
  readonly line: number;
  readonly was: string;
  readonly becomes: string;
  readonly code: string;
};

const root = resolve(import.meta.dirname, "../..");
/** The files to break, as they stand when this begins. */
const files = new Map(
  ["src/flows/plan.ts", "src/flows/rules.ts"]
    .map((file) => resolve(root, file))
    .map((file) => [file, readFileSync(file, "utf8")]),
);
const tests = ["tests/flows/plan.test.ts", "tests/flows/rules.test.ts"];

/** What may stand in the place of something found. */
const replacements: readonly (readonly [RegExp, (found: string) => readonly string[]])[] = [
  // A rule that a row names: for everybody, for nobody.
  [/\bis\.[a-z]\w*(?:\("\w+"\))?(?=[,)\]])/g, () => ["always", "not(always)"]],
  // A rule asked about the situation at hand.
  [/\b(?:is\.)?(?:is|may|has|did)\w*\((?:s|situation|s\.facts[^()]*)\)/g, () => ["true", "false"]],
  // A limit.
  [/(?<== |slice\()\d+/g, (limit) => [`${Number(limit) - 1}`, `${Number(limit) + 1}`]],
];

/** Lists whose order is policy: words in one line, words a line each, rows of one section, needs with their rule. */
const lists: readonly (readonly [RegExp, between: string])[] = [
  [/(?<=\[)"\w+"(?:, "\w+")+(?=\])/g, ", "],
  [/(?<=\n)(?: {2}"\w+",\n)+/g, "\n"],
  [/(?<=\n) {2}\["(\w+)", .*\n(?: {2}\["\1", .*\n)+/g, "\n"],
  [/(?<=\n)(?: {4}\["\w+", .*\n)+/g, "\n"],
];

const conditionOf = (row: string): string => row.replace(/^.*?", (?!")/, "");
const withoutNot = (condition: string): string => condition.replace(/not\((is\.\w+)\)/, "$1");

/** Two rows of which one holds just where the other does not: no plan has both, so nobody can see their order. */
function areEitherOr(one: string, other: string): boolean {
  const [a, b] = [conditionOf(one), conditionOf(other)];
  return a !== b && withoutNot(a) === withoutNot(b);
}

/** A list with each two neighbours changing places in turn. */
function swaps(list: string, between: string): readonly string[] {
  const entries = list.split(between).filter((entry) => entry !== "");
  const end = list.endsWith(between) ? between : "";
  return entries.slice(1).flatMap((entry, i) => {
    const before = entries[i] ?? "";
    if (areEitherOr(before, entry)) return [];
    return [
      entries
        .with(i, entry)
        .with(i + 1, before)
        .join(between) + end,
    ];
  });
}

function mutantsOf([file, code]: readonly [string, string]): readonly Mutant[] {
  const mutators = [
    ...replacements,
    ...lists.map(([list, between]) => [list, (found: string) => swaps(found, between)] as const),
  ];
  return mutators.flatMap(([pattern, instead]) =>
    [...code.matchAll(pattern)].flatMap(({ index, 0: was }) =>
      instead(was).map((becomes) => ({
        file,
        line: code.slice(0, index).split("\n").length,
        was,
        becomes,
        code: code.slice(0, index) + becomes + code.slice(index + was.length),
      })),
    ),
  );
}

let broken: Mutant | undefined;
const vitest = await createVitest(
  {
    root,
    config: false,
    include: tests,
    watch: false,
    bail: 1,
    maxWorkers: 1,
    pool: "threads",
    fsModuleCache: false,
    reporters: [{}],
  },
  {
    plugins: [
      {
        name: "mutant",
        enforce: "pre",
        transform: (_, id) => (id === broken?.file ? broken.code : files.get(id)),
      },
    ],
  },
);
const specifications = await vitest.globTestSpecifications();

/** Do all tests pass with this broken, or with nothing broken? */
async function survives(mutant?: Mutant): Promise<boolean> {
  broken = mutant;
  for (const file of files.keys()) vitest.invalidateFile(file);
  const { testModules } = await vitest.runTestSpecifications(specifications);
  return testModules.length === tests.length && testModules.every((module) => module.ok());
}

const mutants = [...files].flatMap(mutantsOf);
const survivors: Mutant[] = [];
if (!(await survives())) throw new Error("The tests fail before anything is broken.");
for (const mutant of mutants) if (await survives(mutant)) survivors.push(mutant);
if (!(await survives())) throw new Error("The tests fail after everything is mended.");
await vitest.close();

for (const { file, line, was, becomes } of survivors)
  process.stdout.write(`[Survived] ${relative(root, file)}:${line}\n- ${was}\n+ ${becomes}\n`);
process.stdout.write(
  `Named rules, limits and order: ${mutants.length} mutants, ${survivors.length} survived.\n`,
);
process.exitCode = survivors.length > 0 ? 1 : 0;
