import type { PersonId } from '#kernel/id';
import type { ListedRequest, Match } from '../data/requests.read-model';
import type { TypedValues } from '#platform/http/forms';
import { RETURN_FIELDS } from './engagement.form';
import type { Say } from './say';

/** What was asked, in the words of who asked, and whom the roster knows who may be meant. */
export function requestView(request: ListedRequest, matches: readonly Match[], say: Say) {
  const { id, source, kind, givenName, familyName, site, supplier, employer, employerKind, askedByName, askedAt, fromOn, lastOn } = request;
  const whose =
    employerKind === 'staff' ? say('people.person.staff') : say('people.person.contractor', { supplier: supplier ?? employer ?? '—' });
  const fact = (name: string, text: string | null) => ({ term: say(`joining.fact.${name}`), text });
  return {
    path: `/people/requests/${id}`,
    name: `${givenName} ${familyName}`,
    kind,
    whose,
    from:
      source === 'poster'
        ? say('joining.from.poster', { site: site ?? 'none' })
        : say('joining.from.coordinator', { name: askedByName ?? '—' }),
    askedAt,
    asker: askedByName ?? '—',
    facts: [
      fact('whose', whose),
      fact('code', request.personCode),
      fact('document', request.nationalId),
      fact('phone', request.phone),
      fact('team', request.team),
      fact('job', request.jobTitle),
      fact('manager', request.manager),
      fact('from', fromOn === null ? null : say('joining.day', { day: fromOn })),
      fact('last', lastOn === null ? null : say('joining.day', { day: lastOn })),
    ].filter(({ text }) => text !== null),
    decision:
      request.state === 'waiting' || request.decidedAt === null
        ? null
        : {
            state: request.state,
            badge: BADGES[request.state],
            label: say(`joining.state.${request.state}`),
            by: request.decidedByName,
            at: request.decidedAt,
            reason: request.reason,
          },
    // Whoever was let in can begin once they have a slip or a link.
    access:
      request.kind === 'join' && request.state === 'accepted' && request.personId !== null ? `/people/${request.personId}/access` : null,
    personHref: request.personId === null ? null : `/people/${request.personId}`,
    matches: matches.map((match) => ({
      id: match.ownerId,
      href: `/people/${match.ownerId}`,
      name: match.name,
      personCode: match.personCode,
      state: match.ownerId !== match.id ? 'merged' : match.isHere === 1 ? 'here' : 'left',
      isHere: match.isHere === 1,
      employer: match.employer === null ? 'none' : match.employer === '' ? 'staff' : match.employer,
    })),
  };
}

/** Who of them may have come back, and to where; null when nobody had left. */
export function returningView(matches: readonly Match[], typed: TypedValues, say: Say) {
  const owners = new Map<PersonId, Match>();
  for (const match of matches.filter(({ isHere }) => isHere === 0))
    if (!owners.has(match.ownerId) || match.id === match.ownerId) owners.set(match.ownerId, match);
  const left = [...owners.values()];
  if (left.length === 0) return null;
  const chosen = typed['person'] ?? (left.length === 1 ? left[0]?.ownerId : undefined);
  return {
    people: left.map(({ ownerId, name, personCode }) => ({
      value: ownerId,
      label: say('joining.one.who', { name, code: personCode }),
      hint: null,
      checked: ownerId === chosen,
    })),
    kinds: (['staff', 'contractor'] as const).map((kind) => ({
      value: kind,
      label: say(`people.kind.${kind}`),
      hint: null,
      checked: typed['returnKind'] === kind,
    })),
    values: Object.fromEntries(RETURN_FIELDS.map((field) => [field, typed[field] ?? ''])),
  };
}

const BADGES = { accepted: 'done', known: 'done', declined: 'away', withdrawn: 'away' } as const;
