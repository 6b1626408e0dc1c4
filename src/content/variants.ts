// One text, said differently to different people.
import { z } from "zod";
import { tags } from "../flows/audience.ts";
import { privacyNotes } from "./channel.ts";

/** Tags a text may vary by: who is spoken to, the channel, somebody else's danger, a web page to point to. */
const knownTags: readonly string[] = [...tags, ...privacyNotes, "other", "web_chat"];

/** Words; never none. */
export const text = z.string().trim().min(1, "no words");

/** One text, said differently to different people. `default` is always there; `a+b` is said where both hold. */
export const variants = z
  .record(z.string(), text)
  .refine((said) => said.default !== undefined, "no `default`")
  .superRefine((said, context) => {
    for (const key of Object.keys(said))
      for (const tag of key.split("+"))
        if (tag !== "default" && !knownTags.includes(tag))
          context.addIssue({ code: "custom", path: [key], message: `no such tag: ${tag}` });
  });
export type Variants = z.output<typeof variants>;

/** Abroad, UK lines may not connect: what is said there goes before all else that holds of a person. */
const weightOf = (tag: string): number => (tag === "outside_uk" ? 5 : 1);

/** The variant for these tags: the one naming most of them; of equals, the first in the file. */
export function variantFor(said: Variants, holding: ReadonlySet<string>): string {
  let best = "default";
  let most = 0;
  for (const key of Object.keys(said)) {
    const named = key.split("+");
    const weight = named.reduce((sum, tag) => sum + weightOf(tag), 0);
    if (key !== "default" && weight > most && named.every((tag) => holding.has(tag))) {
      best = key;
      most = weight;
    }
  }
  return best;
}
