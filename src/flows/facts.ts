// The facts a conversation may keep (protocol section 1). Never a name, a place, a handle or a word somebody typed.

/** Facts with one value, and the values each may take. */
export const singleFacts = {
  role: ["victim", "supporter", "did_harm", "cautious"],
  supporting: ["child", "adult"],
  age: ["under_13", "13_to_17", "adult"],
  pictured_under_18: ["yes", "no", "unsure"],
  coping: ["ok", "struggling", "at_risk"],
  offender: ["stranger", "partner_or_ex", "known_person", "unsure"],
  shared: ["threatened", "posted", "unsure"],
  paid: ["no", "yes"],
  origin: ["sent", "recorded", "hacked_account", "hacked_device", "fake", "claimed"],
  nation: ["england", "wales", "scotland", "northern_ireland", "outside_uk"],
} as const;

/** Facts that gather several values. */
export const listFacts = {
  paid_by: ["bank", "card", "gift_card", "crypto", "payment_app", "cash"],
  demand: ["money", "images", "meet", "relationship", "other"],
} as const;

export type SingleFact = keyof typeof singleFacts;
export type ListFact = keyof typeof listFacts | "platforms";
export type FactId = SingleFact | ListFact;

/** What we know of one conversation. Every fact may stay unknown. `platforms` holds ids of the platform directory. */
export type Facts = {
  readonly [F in SingleFact]?: (typeof singleFacts)[F][number];
} & {
  readonly [F in keyof typeof listFacts]?: readonly (typeof listFacts)[F][number][];
} & { readonly platforms?: readonly string[] };

export type Nation = Exclude<NonNullable<Facts["nation"]>, "outside_uk">;

const listIds: readonly FactId[] = [...(Object.keys(listFacts) as ListFact[]), "platforms"];

/** What is known after hearing more: a later word replaces an earlier one, lists grow. */
export function learn(known: Facts, heard: Facts): Facts {
  const after: Record<string, unknown> = { ...known };
  for (const [fact, value] of Object.entries(heard)) {
    if (value === undefined) continue;
    const isList = listIds.includes(fact as FactId);
    const before = (known as Record<string, readonly unknown[] | undefined>)[fact];
    after[fact] = isList ? [...new Set([...(before ?? []), ...(value as readonly unknown[])])] : value;
  }
  return after as Facts;
}

/** What is known after taking one answer back. */
export function unlearn(known: Facts, fact: FactId): Facts {
  const { [fact]: _gone, ...rest } = known as Record<FactId, unknown>;
  return rest as Facts;
}
