// Needs in, services out: who is eligible, who is open, in which order (protocol section 5).
import type { Need } from "../flows/needs.ts";
import type { Directory } from "./directory.ts";
import type { Person } from "./eligibility.ts";
import { best, type Listed, listed, openOrder } from "./listed.ts";

export type SelectOptions = {
  /** How many entries at most. The lines of one need for each nation, while the nation is unknown, are one entry. */
  readonly atMost: number;
  /** Ids of services not to list, such as those shown before. */
  readonly leaveOut?: readonly string[];
};

/** Needs met by one service for each nation while nobody knows which nation it is. */
const perNation: readonly Need[] = ["domestic_abuse", "police"];
const opposite = { women: "men", men: "women" } as const;

/** An entry of the list: usually one service, sometimes one for each nation. */
type Entry = readonly Listed[];

/** The best for the need: one, or one for each nation. */
function entryFor(need: Need, candidates: readonly Listed[], person: Person): Entry {
  const local = candidates.filter(({ service }) => service.nations.length < 4);
  if (!person.nation && perNation.includes(need) && local.length > 0) {
    const nations = new Set(local.flatMap(({ service }) => service.nations));
    const each = [...nations].map((nation) =>
      best(
        local.filter(({ service }) => service.nations.includes(nation)),
        person,
      ),
    );
    return [...new Set(each)].filter((one) => one !== undefined);
  }
  const one = best(candidates, person);
  return one ? [one] : [];
}

/** The line for men where the one chosen is for women, and the other way round: the bot does not ask which you are. */
function counterpart([only, ...others]: Entry, candidates: readonly Listed[], person: Person): Entry {
  const group = only?.service.only_for?.group;
  if (others.length > 0 || (group !== "women" && group !== "men")) return [];
  const one = best(
    candidates.filter(({ service }) => (service.only_for?.group ?? opposite[group]) === opposite[group]),
    person,
  );
  return one ? [one] : [];
}

const isOpen = (one: Listed) => one.open === "open";
const isSilent = (one: Listed) => one.service.silent && one.open !== "closed";

/** The entry to give up: one for the same need, or the last that is not open, or the last. The first need counts most. */
function dispensable(entries: readonly Entry[], rescue: Listed): number {
  const same = entries.findIndex(([one, ...others]) => one?.need === rescue.need && others.length === 0);
  if (same >= 0 && entries.length > 1 && !rescue.label?.ages) return same;
  const notOpen = entries.findLastIndex((entry, i) => i > 0 && !entry.some(isOpen));
  return notOpen >= 0 ? notOpen : entries.length - 1;
}

/** Makes sure of one service that is open and one that needs no voice, at the cost of the least important entry. */
function guarantee(entries: Entry[], spare: readonly Listed[], person: Person, atMost: number): void {
  for (const test of [isOpen, isSilent]) {
    const rescue = entries.flat().some(test) ? undefined : best(spare.filter(test), person);
    if (!rescue) continue;
    if (entries.length >= atMost) {
      const at = dispensable(entries, rescue);
      const rest = entries.toSpliced(at, 1).flat();
      // One that needs no voice is not worth the only open one, nor the only one there is room for.
      if (test === isSilent && (entries.length === 1 || ![...rest, rescue].some(isOpen))) continue;
      entries.splice(at, 1);
    }
    entries.push([rescue]);
  }
}

/** The services to show for these needs, the most important need first in, those open now first out. */
export function select(
  needs: readonly Need[],
  person: Person,
  now: Date,
  directory: Directory,
  { atMost, leaveOut = [] }: SelectOptions,
): Listed[] {
  const wanted = [...new Set(needs)];
  const services = Object.values(directory.services).filter(({ id }) => !leaveOut.includes(id));
  const candidates = wanted.flatMap((need) =>
    services
      .filter(({ meets }) => meets.includes(need))
      .flatMap((service) => listed(service, need, person, now) ?? []),
  );
  const entries: Entry[] = [];
  const spare = (need?: Need) => {
    const taken = new Set(entries.flat().map(({ service }) => service.id));
    return candidates.filter((one) => !taken.has(one.service.id) && (!need || one.need === need));
  };
  const add = (entry: Entry) => entries.length < atMost && entry.length > 0 && entries.push(entry) > 0;

  for (const need of wanted) {
    const entry = entryFor(need, spare(need), person);
    if (add(entry)) add(counterpart(entry, spare(need), person));
  }
  // While there is room: whatever else fits best, for whichever need.
  for (let more = best(spare(), person); more && entries.flat().length < atMost; more = best(spare(), person))
    entries.push([more]);
  guarantee(entries, spare(), person, atMost);
  const order = ({ open, need }: Listed) => openOrder[open] * needs.length + wanted.indexOf(need);
  return entries.flat().sort((a, b) => order(a) - order(b));
}
