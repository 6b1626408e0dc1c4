// The words of all languages, spoken to somebody: the right variant, with every number filled in. The only i18next.
import { createInstance, type i18n } from "i18next";
import { fill, type Listener, placeholdersIn } from "./placeholders.ts";
import { type Variants, variantFor } from "./variants.ts";
import type { Words } from "./words.ts";

/** Somebody to speak to: what the values depend on, and the tags the words may vary by. */
export type Audience = Listener & { readonly tags: ReadonlySet<string> };

/** Words, and the ids of the services they name. */
export type Spoken = { readonly text: string; readonly services: readonly string[] };

export type Voice = {
  /** Says the text that stands at this path of the words files, such as `sayings.core`. */
  say(path: string, to: Audience, values?: Readonly<Record<string, string>>): Spoken;
};

const missing = (path: string): never => {
  throw new Error(`No words at ${path}: the loader should have refused this language.`);
};

/** The voice of these languages. There is no falling back to another language: the loader refuses gaps. */
export function makeVoice(words: Readonly<Record<string, Words>>): Voice {
  const book: i18n = createInstance();
  book.init({
    resources: Object.fromEntries(
      Object.entries(words).map(([language, said]) => [
        language,
        { translation: { ...said, answers: said.answers.answers } },
      ]),
    ),
    fallbackLng: false,
    returnObjects: true,
    interpolation: { escapeValue: false, skipOnVariables: true },
  });

  return {
    say(path, to, values = {}) {
      const at = (key: string): unknown =>
        book.exists(key, { lng: to.language })
          ? book.t(key, { lng: to.language, skipInterpolation: true })
          : missing(key);
      const found = at(path);
      const raw =
        typeof found === "string" ? found : (found as Variants)[variantFor(found as Variants, to.tags)];
      if (raw === undefined) return missing(path);

      const services: string[] = [];
      const filled: Record<string, unknown> = { ...values };
      for (const name of placeholdersIn(raw)) {
        if (Object.hasOwn(values, name)) continue;
        const value = fill(name, to, words[to.language]?.people.nation ?? missing("people.nation"));
        if (!value) throw new Error(`Nothing to put in {{${name}}} at ${path}.`);
        put(filled, name.split("."), value.value);
        services.push(...value.services);
      }
      const text = book.services.interpolator.interpolate(raw, filled, to.language, {});
      return { text, services: [...new Set(services)] };
    },
  };
}

function put(into: Record<string, unknown>, [head = "", ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    into[head] = value;
    return;
  }
  into[head] = { ...(into[head] as Record<string, unknown> | undefined) };
  put(into[head] as Record<string, unknown>, rest, value);
}
