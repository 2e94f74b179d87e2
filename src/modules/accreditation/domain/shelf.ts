import type { PersonId } from '#kernel/id';
import { type Diploma, statusOf } from './diploma';

/** Somebody's diplomas, each achievement once, in the order in which they were given. */
export interface Shelf {
  readonly standing: readonly Diploma[];
  /** For what another one stands already: somebody was known under two records and did the same under both. */
  readonly again: readonly Diploma[];
  /** Replaced or taken back. */
  readonly former: readonly Diploma[];
}

/** Of several for the same, the one under the owner's own record stands, or else the first that was issued; the others verify as before. */
export function inShelf(diplomas: readonly Diploma[], owner: PersonId): Shelf {
  const valid = diplomas.filter((diploma) => statusOf(diploma) === 'valid');
  const first = new Map<string, Diploma>();
  for (const diploma of [...valid].sort((a, b) => (rankOf(a, owner) < rankOf(b, owner) ? -1 : 1)))
    if (!first.has(keyOf(diploma))) first.set(keyOf(diploma), diploma);
  return {
    standing: valid.filter((diploma) => first.get(keyOf(diploma)) === diploma),
    again: valid.filter((diploma) => first.get(keyOf(diploma)) !== diploma),
    former: diplomas.filter((diploma) => statusOf(diploma) !== 'valid'),
  };
}

const keyOf = ({ kind, accredits }: Diploma): string => `${kind} ${accredits}`;
const rankOf = ({ personId, issuedAt, id }: Diploma, owner: PersonId): string => `${personId === owner ? 0 : 1} ${issuedAt} ${id}`;
