// What must never be shown again: closed services, wrong numbers, old names.
import type { Retired, Service } from "./directory-schema.ts";

const digitsOf = (text: string) => text.replaceAll(" ", "");

/** The retired things a service shows, each with what to do about it. Provenance is not shown, so it may name them. */
export function retiredIn(service: Service, retired: Retired): readonly string[] {
  const { sources: _sources, unverified: _unverified, note: _note, ...rest } = service;
  const shown = JSON.stringify(rest).toLowerCase();
  return retired
    .filter(
      ({ never }) =>
        shown.includes(never.toLowerCase()) ||
        (/^\d+$/.test(digitsOf(never)) && digitsOf(shown).includes(digitsOf(never))),
    )
    .map(({ never, why }) => `shows ${never}, which must never be shown (${why}); take it out`);
}
