import { type Diploma, statusOf } from '../domain/diploma';
import { inShelf } from '../domain/shelf';
import type { DiplomaOwner } from '../domain/diploma-link';

const BADGES = { valid: 'done', superseded: 'away', revoked: 'late' } as const;

export function personDiplomasView({ id, givenName, familyName, personCode }: DiplomaOwner, diplomas: readonly Diploma[]) {
  const again = new Set(inShelf(diplomas, id).again);
  return {
    name: `${givenName} ${familyName}`,
    personCode,
    back: `/people/${id}`,
    transcript: `/people/${id}/diplomas/transcript.pdf`,
    diplomas: diplomas.map((diploma) => {
      const { award, issuedOn } = diploma.snapshot;
      const status = statusOf(diploma);
      const { code, kind, level } = diploma;
      return {
        href: `/diplomas/${diploma.id}`,
        title: award.title,
        code,
        kind,
        level,
        issuedOn,
        status,
        badge: BADGES[status],
        isAgain: again.has(diploma),
      };
    }),
  };
}
