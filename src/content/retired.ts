// What must never be shown again: closed services, wrong numbers, old names.
import type { Retired, Service } from "./directory-schema.ts";

/** Everything of a service a person may see. */
function shownOf(service: Service): string {
  const { sources: _sources, unverified: _unverified, note: _note, ...shown } = service;
  return JSON.stringify(shown);
}

/** Services that show something retired, and retired entries that point nowhere. */
export function retiredProblems(services: Record<string, Service>, retired: Retired): string[] {
  const problems: string[] = [];
  for (const { instead, never } of retired)
    if (instead && !services[instead])
      problems.push(`services/retired.yaml: ${never}: instead names ${instead}, which is no service`);
  for (const service of Object.values(services)) {
    const shown = shownOf(service).toLowerCase();
    for (const { never, why } of retired) {
      const digits = never.replaceAll(" ", "");
      if (
        shown.includes(never.toLowerCase()) ||
        (/^\d+$/.test(digits) && shown.replaceAll(" ", "").includes(digits))
      )
        problems.push(
          `services: ${service.id}: shows ${never}, which must never be shown (${why}); take it out`,
        );
    }
  }
  return problems;
}
