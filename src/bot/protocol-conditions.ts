// When a step is shown, found out by trying the plan itself on every mixture of facts, and said in plain words. Nobody has
// to believe a description of the rules: this is what they do.
import { type Facts, listFacts, singleFacts } from "../flows/facts.ts";
import { planFor, type StepId, stepsIn } from "../flows/plan.ts";
import type { Heard, Situation } from "../flows/rules.ts";
import { factWords, valueWords } from "./protocol-labels.ts";

const unsaid = "not_said";

// Left out, because they count as others do: a role not said counts as a victim, a child somebody supports as under 18,
// an adult somebody supports as an adult. Coping changes people, never steps.
const { coping: _coping, supporting: _supporting, role, ...single } = singleFacts;

/** What may be known, each fact with the values it may take. */
const domain: Readonly<Record<string, readonly string[]>> = {
  role,
  ...Object.fromEntries(Object.entries(single).map(([fact, values]) => [fact, [unsaid, ...values]])),
  paid_by: [unsaid, ...listFacts.paid_by],
  demand: [unsaid, ...listFacts.demand],
  platforms: [unsaid, "any"],
  home: ["safe", "carer_is_abuser", "honour"],
};
const facts = Object.keys(domain);

type Point = Readonly<Record<string, string>>;
type Box = Readonly<Record<string, readonly string[]>>;

function situationAt({ home, ...point }: Point): Situation {
  const known = Object.entries(point).filter(([, value]) => value !== unsaid);
  const isList = (fact: string) => Object.hasOwn(listFacts, fact) || fact === "platforms";
  return {
    facts: Object.fromEntries(
      known.map(([fact, value]) => [fact, isList(fact) ? [value] : value]),
    ) as unknown as Facts,
    heard: home === "safe" || home === undefined ? [] : [home as Heard],
  };
}

const stepsAt = (point: Point): ReadonlySet<StepId> => new Set(stepsIn(planFor(situationAt(point))));

/** Points spread over the whole domain, the same ones every time. */
function samples(count: number): readonly Point[] {
  let seed = 20261121;
  const next = (below: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const pick = (values: readonly string[]) => values[next(values.length)] ?? unsaid;
  return Array.from({ length: count }, () =>
    Object.fromEntries(facts.map((fact) => [fact, pick(domain[fact] ?? [])])),
  );
}

const tried = samples(1500);

/** For each step the facts it depends on: those that alone make it come or go somewhere. */
function dependencies(): ReadonlyMap<StepId, ReadonlySet<string>> {
  const found = new Map<StepId, Set<string>>();
  for (const point of tried) {
    const here = stepsAt(point);
    for (const fact of facts)
      for (const value of domain[fact] ?? []) {
        const there = stepsAt({ ...point, [fact]: value });
        for (const step of here.symmetricDifference(there))
          found.set(step, (found.get(step) ?? new Set()).add(fact));
      }
  }
  return found;
}

/** Every mixture of these facts' values; the rest stays as it is in `base`. */
function* mixtures(over: readonly string[], base: Point): Generator<Point> {
  const [fact, ...rest] = over;
  if (fact === undefined) yield base;
  else for (const value of domain[fact] ?? []) yield* mixtures(rest, { ...base, [fact]: value });
}

const plain: Point = Object.fromEntries(facts.map((fact) => [fact, domain[fact]?.[0] ?? unsaid]));
const within = (point: Point, box: Box) =>
  Object.entries(box).every(([fact, values]) => values.includes(point[fact] ?? unsaid));

/** As few boxes as it takes to hold every mixture in which the step is shown, and no other. */
function boxesOf(step: StepId, over: readonly string[]): readonly Box[] {
  const shown = new Map([...mixtures(over, plain)].map((point) => [keyOf(point, over), point] as const));
  for (const [key, point] of shown) if (!stepsAt(point).has(step)) shown.delete(key);
  const boxes: Box[] = [];
  for (const point of shown.values()) {
    if (boxes.some((box) => within(point, box))) continue;
    let box: Box = Object.fromEntries(over.map((fact) => [fact, [point[fact] ?? unsaid]]));
    for (const fact of over)
      for (const value of domain[fact] ?? []) {
        if (box[fact]?.includes(value)) continue;
        const wider = { ...box, [fact]: [...(box[fact] ?? []), value] };
        if (cells(wider, over).every((key) => shown.has(key))) box = wider;
      }
    boxes.push(box);
  }
  const needed = new Set(boxes);
  const points = [...shown.values()];
  return boxes.filter((box) => {
    const others = boxes.filter((other) => other !== box && needed.has(other));
    const spare = points.every((point) => !within(point, box) || others.some((one) => within(point, one)));
    return spare ? !needed.delete(box) : true;
  });
}

const keyOf = (point: Point, over: readonly string[]) => over.map((fact) => point[fact]).join("|");

const cells = (box: Box, [fact, ...rest]: readonly string[]): readonly string[] =>
  fact === undefined
    ? []
    : (box[fact] ?? []).flatMap((value) =>
        rest.length === 0 ? [value] : cells(box, rest).map((tail) => `${value}|${tail}`),
      );

/** "has paid: yes"; where most values will do, those that will not: "age: not 18 or over". */
function valuesInWords(fact: string, values: readonly string[]): string {
  const others = (domain[fact] ?? []).filter((value) => !values.includes(value));
  const name = (list: readonly string[]) => list.map((value) => valueWords(fact, value)).join(", ");
  if (others.length === 0) return "";
  if (fact === "role") return name(values);
  return values.includes(unsaid) && others.length < values.length
    ? `${factWords(fact)}: not “${name(others)}”`
    : `${factWords(fact)}: ${name(values)}`;
}

/** What all boxes have in common, then what is different. */
function inWords(boxes: readonly Box[], over: readonly string[]): string {
  const same = over.filter((fact) => boxes.every((box) => `${box[fact]}` === `${boxes[0]?.[fact]}`));
  const words = (box: Box | undefined, some: readonly string[]) =>
    some
      .map((fact) => valuesInWords(fact, box?.[fact] ?? []))
      .filter(Boolean)
      .join("; ");
  const different = over.filter((fact) => !same.includes(fact));
  const either = boxes.map((box) => words(box, different)).filter(Boolean);
  const ways = either.map((way) => (way.includes("; ") ? `(${way})` : way)).join(" or ");
  return [words(boxes[0], same), ways && `either ${ways}`].filter(Boolean).join("; ");
}

/** For each step of any plan, when it is shown, in plain words. Throws if the words found do not fit the plan. */
export function conditions(): ReadonlyMap<StepId, string> {
  const found = [...dependencies()].map(([step, depends]) => {
    const over = facts.filter((fact) => depends.has(fact));
    const boxes = boxesOf(step, over);
    for (const point of tried)
      if (stepsAt(point).has(step) !== boxes.some((box) => within(point, box)))
        throw new Error(`The condition found for ${step} does not fit its plan.`);
    return [step, inWords(boxes, over)] as const;
  });
  return new Map(found);
}
