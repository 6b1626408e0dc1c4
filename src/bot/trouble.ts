// What a person hears when something broke. The words are content's; this makes sure that there always are some.
import type { Content } from "../content/index.ts";
import type { Message } from "../content/message.ts";

/** The fail-safe message in a language. Never throws: English is fetched at the start, so that words that are missing stop the start. */
export function makeFailSafe(content: Pick<Content, "failSafe">): (language: string) => readonly Message[] {
  const english = content.failSafe("en");
  return (language) => {
    try {
      return content.failSafe(language);
    } catch {
      return english;
    }
  };
}
