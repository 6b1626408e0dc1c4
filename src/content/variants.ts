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

/**
 * What a tag weighs beside others. Who is spoken to comes first: a parent is never told what is meant for their child. Then
 * where they are: abroad, UK lines may not connect. The rest only makes words fit better.
 */
const weights: Partial<Record<string, number>> = {
  other: 40,
  outside_uk: 10,
  supporter: 8,
  did_harm: 8,
  cautious: 8,
};
const weightOf = (tag: string): number => weights[tag] ?? 1;

/** The variant for these tags: the one that weighs most; of equals, the first in the file. */
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
