import { type Paging } from '#platform/http/paging';
import { sheetAsSvg } from '#platform/pdf/svg';
import type { Deed, RegisteredDiploma, RegisterFilter } from '../data/register.read-model';
import { STANDINGS } from '../data/register.read-model';
import { type Diploma, type DiplomaStatus, holderName, statusOf } from '../domain/diploma';
import { readSnapshot } from '../domain/read-snapshot';
import { diplomaSheet } from './diploma-sheet';
import { WORDS } from './diploma-words';

const BADGES: Readonly<Record<DiplomaStatus, string>> = { valid: 'done', superseded: 'away', revoked: 'late' };

export function registerView(filter: RegisterFilter, diplomas: readonly RegisteredDiploma[], paging: Paging) {
  return {
    words: filter.words,
    standing: filter.standing,
    tabs: STANDINGS.map((standing) => ({ standing, href: addressOf({ ...filter, standing }), current: standing === filter.standing })),
    total: paging.total,
    paging: paging.previous !== null || paging.next !== null ? paging : null,
    isEmpty: paging.total === 0 && filter.words === '' && filter.standing === 'all',
    diplomas: diplomas.map((diploma) => {
      const { holder, award, round } = readSnapshot(diploma.snapshot);
      return {
        href: `/diplomas/${diploma.id}`,
        name: holderName(holder),
        personCode: diploma.personCode,
        code: diploma.code,
        award: award.title,
        round,
        issuedAt: diploma.issuedAt,
        status: statusOf(diploma),
        badge: BADGES[statusOf(diploma)],
      };
    }),
  };
}

export function registeredView(
  diploma: Diploma,
  deeds: readonly Deed[],
  pictures: ReadonlyMap<string, Buffer>,
  replacement: Diploma | null,
) {
  const { snapshot, code } = diploma;
  const { holder, award, round, completedOn, issuedOn, issuer, locale, parts } = snapshot;
  const status = statusOf(diploma);
  return {
    id: diploma.id,
    code,
    name: holderName(holder),
    personCode: holder.personCode,
    personHref: `/people/${diploma.personId}`,
    award: award.title,
    hours: award.hours,
    skills: award.skills,
    round,
    parts,
    completedOn,
    issuedOn,
    issuer: issuer.name,
    status,
    badge: BADGES[status],
    replacement: replacement === null ? null : { href: `/diplomas/${replacement.id}`, code: replacement.code },
    revokedReason: diploma.revokedReason,
    mayReplace: diploma.supersededAt === null,
    mayRevoke: diploma.revokedAt === null,
    /** Made by us from the diploma's own sheet, with every text escaped. */
    picture: sheetAsSvg(diplomaSheet(snapshot, pictures), WORDS[locale].documentTitle(holderName(holder), award.title)),
    deeds: deeds.map(({ at, action, by, detail }) => ({ at, action: action.replace('diploma.', ''), by, why: whyIn(detail) })),
  };
}

/** What the line says beside the deed: the reason for a replacement, the company's note on a revocation. */
function whyIn(detail: string): string | null {
  const { note, reason } = JSON.parse(detail) as { readonly note?: unknown; readonly reason?: unknown };
  const said = note ?? reason;
  return typeof said === 'string' ? said : null;
}

export function filterQuery({ standing, words }: RegisterFilter): Record<string, string> {
  return { ...(standing === 'all' ? {} : { standing }), ...(words === '' ? {} : { q: words }) };
}

function addressOf(filter: RegisterFilter): string {
  const query = new URLSearchParams(filterQuery(filter)).toString();
  return query === '' ? '/diplomas' : `/diplomas?${query}`;
}
