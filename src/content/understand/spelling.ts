// The one spelling a word is read in: shorthand, dialect, contractions and near misses, all from the vocabulary.

export type Spelling = {
  /** Word as typed (without apostrophe) to the words it stands for. */
  readonly forms: ReadonlyMap<string, readonly string[]>;
  /** Number words and their values. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Words that mean "times ten" after a number word. */
  readonly tens: ReadonlySet<string>;
  /** Words worth recognising when misspelt, by every form that has one letter missing. */
  readonly near: ReadonlyMap<string, readonly string[]>;
  /** Words never taken for a misspelling of another. */
  readonly known: ReadonlySet<string>;
};

/** The words a typed piece stands for. */
export function spell(piece: string, spelling: Spelling): readonly string[] {
  if (piece === "'s") return [piece];
  const bare = piece.replaceAll("'", "");
  const form = spelling.forms.get(bare);
  if (form) return form;
  if (piece.endsWith("'s")) return [...spell(piece.slice(0, -2), spelling), "'s"];
  if (spelling.known.has(bare)) return [bare];
  const single = bare.replace(/(\p{L})\1+/gu, "$1");
  if (single !== bare) {
    const shorter = spelling.forms.get(single);
    if (shorter) return shorter;
    if (spelling.known.has(single)) return [single];
  }
  // "sendin", "scratchin": the g is often left out.
  if (bare.length > 4 && bare.endsWith("in") && spelling.known.has(`${bare}g`)) return [`${bare}g`];
  return [nearest(bare, spelling) ?? bare];
}

/** The one word of the list that is a single slip away (a letter lost, added, changed or swapped), if there is one. */
function nearest(word: string, spelling: Spelling): string | undefined {
  if (word.length < 5 || word.length > 20) return undefined;
  const found = new Set<string>();
  // Somebody who is typing in a hurry rarely gets the first letter wrong; real other words often differ there.
  for (const key of [word, ...deletions(word)])
    for (const candidate of spelling.near.get(key) ?? [])
      if (candidate[0] === word[0] && Math.abs(candidate.length - word.length) <= 1) found.add(candidate);
  return found.size === 1 ? [...found][0] : undefined;
}

/** Every form of a word that has one letter missing. */
export function deletions(word: string): string[] {
  return Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1));
}
