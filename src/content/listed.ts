// One service as it may be shown to one person at one moment, and which of several is best for them.
import type { Nation } from "../flows/facts.ts";
import type { Need } from "../flows/needs.ts";
import type { Service } from "./directory-schema.ts";
import { type AgeLimit, eligible, type OnBehalf, type Person } from "./eligibility.ts";
import { type OpenState, openAt, opensNext, type Reach, reachableAt } from "./hours.ts";

/** A service to show, with what to say beside it. */
export type Listed = {
  readonly service: Service;
  /** The need it was chosen for. */
  readonly need: Need;
  readonly open: OpenState;
  /** The ways that are open now. A form may be open while the phone is not: say "open now" of these only. */
  readonly openBy: readonly Reach[];
  /** When a closed one opens next. */
  readonly opensAt?: Date;
  /** For whom it is, where the person's age or nation does not say enough. */
  readonly label?: { readonly ages?: AgeLimit; readonly nations?: readonly Nation[] };
  /** Not for the supporter who writes, but for the one they support. */
  readonly for?: OnBehalf;
};

/** Open first, closed last. */
export const openOrder = { open: 0, unknown: 1, closed: 2 } as const;

/** The service with what to say beside it, or nothing if the person may not use it. */
export function listed(service: Service, need: Need, person: Person, now: Date): Listed | undefined {
  const eligibility = eligible(service, person);
  if (eligibility.fits === "no") return undefined;
  const { ages, nations } = eligibility;
  const open = openAt(service, now);
  const opensAt = open === "closed" ? opensNext(service, now) : undefined;
  const openBy = Object.entries(reachableAt(service, now)).filter(([, state]) => state === "open");
  return {
    service,
    need,
    open,
    openBy: openBy.map(([reach]) => reach as Reach),
    ...(opensAt && { opensAt }),
    ...((ages || nations) && { label: { ...(ages && { ages }), ...(nations && { nations }) } }),
    ...(eligibility.for && { for: eligibility.for }),
  };
}

/** What makes one candidate better than another, most important first. Lower is better. */
function rank({ service, open, label, for: onBehalf }: Listed, person: Person): readonly number[] {
  const young = person.age === "under_13" || person.age === "13_to_17";
  const ukWide = service.nations.length === 4;
  return [
    onBehalf ? 1 : 0,
    person.nation || ukWide ? 0 : 1,
    service.backup ? 1 : 0,
    open === "open" ? 0 : 1,
    label?.ages ? 1 : 0,
    service.only_for ? 1 : 0,
    service.confidence === "high" ? 0 : 1,
    // A line made for children before one for everybody.
    young && (service.max_age ?? 99) < 19 ? 0 : 1,
    ukWide ? 1 : 0,
    service.silent ? 0 : 1,
    openOrder[open],
  ];
}

/** The best of these for the person. */
export function best(candidates: readonly Listed[], person: Person): Listed | undefined {
  const ranked = candidates.map((candidate) => ({ candidate, marks: rank(candidate, person) }));
  // Sorting is stable: among equals the order of the files decides.
  ranked.sort((a, b) => {
    const at = a.marks.findIndex((mark, i) => mark !== b.marks[i]);
    return at < 0 ? 0 : (a.marks[at] ?? 0) - (b.marks[at] ?? 0);
  });
  return ranked[0]?.candidate;
}
