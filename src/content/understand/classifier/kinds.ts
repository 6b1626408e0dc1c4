// Kinds of words: "mum", "dad" and "nan" are one kind, so that what is learnt of one is known of all.

/** What a kind of word does in a sentence. `self` is the writer, `owner` is "my" and "their". */
export const kindGroups = ["self", "pronoun", "owner", "person", "thing", "act", "other"] as const;
type Group = (typeof kindGroups)[number];

/** The kinds of a vocabulary, by group and name. */
export type KindsSource = Partial<Record<Group, Readonly<Record<string, readonly string[]>>>>;

export type Kinds = {
  /** Word → its kind. */
  readonly nameOf: ReadonlyMap<string, string>;
  /** Kind → its group. */
  readonly groupOf: ReadonlyMap<string, Group>;
  /** Kinds of pronouns that are never the one who acts: "me", "him". */
  readonly objects: ReadonlySet<string>;
};

/** Kinds made ready. Throws a sentence if a word has two kinds or a kind two groups. */
export function buildKinds(source: KindsSource): Kinds {
  const nameOf = new Map<string, string>();
  const groupOf = new Map<string, Group>();
  for (const group of kindGroups)
    for (const [kind, words] of Object.entries(source[group] ?? {})) {
      const name = `[${kind}]`;
      if (groupOf.has(name))
        throw new Error(`kinds.${group}.${kind}: this kind is already in ${groupOf.get(name)}`);
      groupOf.set(name, group);
      for (const word of words) {
        const other = nameOf.get(word);
        if (other) throw new Error(`kinds.${group}.${kind}: "${word}" is already of the kind ${other}`);
        nameOf.set(word, name);
      }
    }
  return { nameOf, groupOf, objects: new Set(["[me]", "[him]"]) };
}
