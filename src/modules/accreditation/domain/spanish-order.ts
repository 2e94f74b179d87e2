export interface Ordered {
  readonly round: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly personCode: string;
}

/** By round, then as a Spanish list of names goes: marks count last, ñ comes after n. Ten thousand names are ordered by plain keys, not by a collator each. */
export function inSpanishOrder<T extends Ordered>(diplomas: readonly T[]): readonly T[] {
  return diplomas
    .map((diploma) => ({ diploma, key: keyOf(diploma) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ diploma }) => diploma);
}

function keyOf({ round, familyName, givenName, personCode }: Ordered): string {
  return [round, plain(familyName), plain(givenName), familyName, givenName, personCode].join('\u0001');
}

// A tilde stands behind z: "ñ" becomes an n that comes after every other n.
const plain = (name: string): string => name.normalize('NFC').toLowerCase().replace(/ñ/g, 'n~').normalize('NFD').replace(/\p{M}/gu, '');
