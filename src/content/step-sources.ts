// Where each step of the plan is from, for the document that a safeguarding lead signs. A step without a source stops it.
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { type StepId, steps } from "../flows/plan.ts";

const id = z.string().regex(/^[a-z0-9_]+$/, "an id has only a-z, 0-9 and _");
const citation = z.string().trim().min(1);
const named = z.array(id).min(1, "no source");

const stepSources = z
  .strictObject({
    sources: z.record(id, citation),
    steps: z.strictObject(
      Object.fromEntries(steps.map((step) => [step, named])) as Record<StepId, typeof named>,
    ),
  })
  .superRefine(({ sources, steps: named }, context) => {
    for (const [step, ids] of Object.entries(named))
      for (const source of ids)
        if (!Object.hasOwn(sources, source))
          context.addIssue({
            code: "custom",
            path: ["steps", step],
            message: `no source is called ${source}`,
          });
  });
export type StepSources = z.output<typeof stepSources>;

/** The sources of every step. Throws if a step has none or names one that is not in the list. */
export function loadStepSources(
  file: string | URL = new URL("step-sources.yaml", import.meta.url),
): StepSources {
  return stepSources.parse(parse(readFileSync(file, "utf8")));
}
