// What every chapter of the protocol document draws from, and the two moments it is written for.
import { type Content, channelNamed, loadContent, type Message, render } from "../content/index.ts";
import { loadStepSources, type StepSources } from "../content/step-sources.ts";
import type { Situation } from "../flows/rules.ts";
import type { Reply } from "../flows/types.ts";

/** A Tuesday morning, when nearly everything is open, and a Sunday night, when little is. Fixed: no clock is read. */
export const day = new Date("2026-11-24T11:00:00Z");
export const night = new Date("2026-11-22T02:00:00Z");

export type Book = { readonly content: Content; readonly stepSources: StepSources };

/** The content and the sources of the steps, as they are on disk. */
export const openBook = (): Book => ({
  content: loadContent(undefined, day),
  stepSources: loadStepSources(),
});

/** Replies as a person in the web chat reads them. */
export function asRead(
  { content }: Book,
  replies: readonly Reply[],
  situation: Situation,
  language: string,
  now: Date,
): readonly Message[] {
  const { directory, voice } = content;
  return render(replies, { language, channel: channelNamed("web"), now, situation, directory, voice });
}
