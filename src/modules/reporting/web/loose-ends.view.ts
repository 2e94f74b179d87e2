import type { Locale } from '#kernel/locale';
import { sayDate } from '#platform/i18n/dates';
import type { LooseOne } from '../data/loose-ends.read-model';
import { actionOf, LOOSE_ENDS, type LooseEnd } from '../domain/loose-end';
import type { Say } from './say';

export const NAMES_FIRST = 5;
export const NAMES_PER_PAGE = 50;

interface Reader {
  readonly isHr: boolean;
  readonly locale: Locale;
}

/** What is at nought is not there; when all are, the page is calm. */
export function looseEndsView(ones: readonly LooseOne[], reader: Reader, say: Say) {
  const groups = LOOSE_ENDS.flatMap((kind) => {
    const own = ones.filter((one) => one.kind === kind);
    return own.length === 0 ? [] : [groupView(kind, own, reader, say)];
  });
  return { groups, isHr: reader.isHr };
}

export function looseGroupView(kind: LooseEnd, ones: readonly LooseOne[], number: number, reader: Reader, say: Say) {
  const pages = Math.max(1, Math.ceil((ones[0]?.total ?? 0) / NAMES_PER_PAGE));
  const to = (page: number): string => `/loose-ends?show=${kind}&page=${page}`;
  return {
    ...groupView(kind, ones, reader, say),
    number,
    pages,
    previous: number > 1 ? to(number - 1) : null,
    next: number < pages ? to(number + 1) : null,
  };
}

function groupView(kind: LooseEnd, ones: readonly LooseOne[], { isHr, locale }: Reader, say: Say) {
  const total = ones[0]?.total ?? 0;
  const action = actionOf(kind, isHr);
  return {
    kind,
    total,
    heading: say(`loose-ends.${kind}.title`, { total }),
    text: say(`loose-ends.${kind}.text`, { total }),
    people: ones.map(({ id, name, onDay }) => ({
      name,
      href: addressOf(kind, id, isHr),
      detail: onDay === null ? null : say(`loose-ends.${kind}.on`, { on: sayDate(locale, onDay, 'short') }),
    })),
    all: total > ones.length ? `/loose-ends?show=${kind}` : null,
    action:
      action === null
        ? null
        : { kind: action.kind, href: action.kind === 'link' ? action.href : null, label: say(`loose-ends.${kind}.action`, { total }) },
  };
}

function addressOf(kind: LooseEnd, id: string, isHr: boolean): string {
  if (kind === 'asking-to-join') return `/people/requests/${id}`;
  if (kind === 'without-coordinator') return `/people?supplier=${id}`;
  return isHr ? `/people/${id}` : `/team/${id}`;
}
