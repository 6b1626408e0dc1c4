// May this person use this service? Age, nation and role decide; the bot never asks about gender or faith.
import type { Facts, Nation } from "../flows/facts.ts";
import type { Clientele, Service } from "./directory-schema.ts";

/** What the directory needs to know about a person. */
export type Person = Pick<Facts, "role" | "supporting" | "age" | "nation" | "offender">;

/** A limit the person's own age may or may not meet: "if you are under 19", "if you are 18 or over". */
export type AgeLimit =
  | { readonly kind: "under"; readonly age: number }
  | { readonly kind: "from"; readonly age: number }
  | { readonly kind: "between"; readonly from: number; readonly under: number };

/** Whom a service is for when it is not the person who writes: the child or adult they support. */
export type OnBehalf = "child" | "adult";

export type Eligibility =
  | { readonly fits: "no" }
  | {
      readonly fits: "yes" | "only_if";
      /** The limit to show beside it, where the age is not known well enough. */
      readonly ages?: AgeLimit;
      /** A supporter cannot use it; the one they support can. */
      readonly for?: OnBehalf;
      /** Nation unknown: the nations this service is limited to. */
      readonly nations?: readonly Nation[];
    };

/** The part of a conversation's facts the directory may look at. */
export function personOf(facts: Facts): Person {
  const { role, supporting, age, nation, offender } = facts;
  return {
    ...(role && { role }),
    ...(supporting && { supporting }),
    ...(age && { age }),
    ...(nation && { nation }),
    ...(offender && { offender }),
  };
}

const oldest = 120;
const bands = { under_13: [0, 12], "13_to_17": [13, 17], adult: [18, oldest] } as const;

/** The ages the person with the problem may have. A child somebody supports is under 18, even if no age was said. */
function agesOf({ age, role, supporting }: Person): readonly [number, number] {
  if (role === "supporter") {
    if (supporting === "adult") return bands.adult;
    if (supporting === "child" && !age) return [0, 17];
  }
  return age ? bands[age] : [0, oldest];
}

/** Age against limits. A line for under 19s is not for adults, though an 18-year-old is one: there are lines for adults. */
function ageFit(service: Service, person: Person): "yes" | "no" | AgeLimit {
  const [youngest, eldest] = agesOf(person);
  const from = service.min_age ?? 0;
  const to = service.max_age ?? oldest;
  if (eldest < from || youngest > to || (youngest >= 18 && to < 19)) return "no";
  const tooYoung = youngest < from;
  const tooOld = eldest > to;
  if (tooYoung && tooOld) return { kind: "between", from, under: to + 1 };
  if (tooYoung) return { kind: "from", age: from };
  return tooOld ? { kind: "under", age: to + 1 } : "yes";
}

/** As whom a person comes to a service, and for whom they may pass it on. */
function comesAs({ role, supporting, age }: Person): {
  self: readonly Clientele[];
  behalf?: OnBehalf | "either";
} {
  if (role === "did_harm") return { self: ["did_harm"] };
  if (role !== "supporter") return { self: ["victim"] };
  // A parent may call a 19-year-old their child: the age decides.
  const adult = supporting === "adult" || age === "adult";
  if (adult) return { self: ["supporter_of_adult"], behalf: "adult" };
  if (supporting === "child" || age) return { self: ["supporter_of_child"], behalf: "child" };
  return { self: ["supporter_of_child", "supporter_of_adult"], behalf: "either" };
}

/** May this person use this service: yes, only if they meet a limit shown beside it, or no (protocol section 5). */
export function eligible(service: Service, person: Person): Eligibility {
  const { self, behalf } = comesAs(person);
  const own = self.some((clientele) => service.for.includes(clientele));
  const others = behalf !== undefined && service.for.includes("victim");
  if (!own && !others) return { fits: "no" };

  if (
    person.nation === "outside_uk"
      ? !service.abroad
      : person.nation && !service.nations.includes(person.nation)
  )
    return { fits: "no" };

  const ages = ageFit(service, person);
  if (ages === "no") return { fits: "no" };
  const adultLine = (service.max_age ?? oldest) >= 19;
  const onBehalf = behalf === "either" ? (adultLine ? "adult" : "child") : behalf;
  return {
    fits: ages === "yes" ? "yes" : "only_if",
    ...(ages !== "yes" && { ages }),
    ...(!own && onBehalf && { for: onBehalf }),
    ...(!person.nation && service.nations.length < 4 && { nations: service.nations }),
  };
}
