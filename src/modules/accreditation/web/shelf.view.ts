import type { CalendarDate } from '#kernel/calendar-date';
import type { PersonId } from '#kernel/id';
import { dateIn } from '#kernel/instant';
import { sheetAsSvg } from '#platform/pdf/svg';
import { type Diploma, type DiplomaKind, type DiplomaLevel, holderName } from '../domain/diploma';
import { inShelf } from '../domain/shelf';
import { diplomaSheet } from './diploma-sheet';
import { WORDS } from './diploma-words';
import { linkedInAddress } from './linkedin';

export interface ShelfView {
  readonly count: number;
  /** Those that stand, newest first; those of several units before those of one. */
  readonly diplomas: readonly ShelfDiploma[];
  /** Given for what another one stands already. */
  readonly again: readonly Pick<ShelfDiploma, 'code' | 'title' | 'issuedOn'>[];
  /** Those that were replaced or taken back. */
  readonly former: readonly FormerDiploma[];
}

export interface ShelfDiploma {
  readonly code: string;
  readonly kind: DiplomaKind;
  readonly level: DiplomaLevel;
  readonly title: string;
  readonly hours: number;
  readonly issuedOn: CalendarDate;
  /** Made by us from the diploma's own sheet, with every text escaped. */
  readonly picture: string;
  readonly linkedIn: string;
}

export interface FormerDiploma {
  readonly code: string;
  readonly title: string;
  readonly issuedOn: CalendarDate;
  readonly revokedOn: CalendarDate | null;
  readonly replacedOn: CalendarDate | null;
  /** The code of the one that stands in its place, however often it was replaced since. */
  readonly now: string | null;
}

export function shelfView(diplomas: readonly Diploma[], owner: PersonId, pictures: ReadonlyMap<string, Buffer>, zone: string): ShelfView {
  const { standing, again, former } = inShelf(diplomas, owner);
  return {
    count: standing.length,
    diplomas: [...standing.filter(({ kind }) => kind !== 'unit'), ...standing.filter(({ kind }) => kind === 'unit')].map((diploma) =>
      shelfDiploma(diploma, pictures),
    ),
    again: again.map(({ code, snapshot: { award, issuedOn } }) => ({ code, title: award.title, issuedOn })),
    former: former.map((diploma) => formerDiploma(diploma, diplomas, zone)),
  };
}

/** What the shelf and the page of one diploma show alike. */
export function shelfDiploma(diploma: Diploma, pictures: ReadonlyMap<string, Buffer>): ShelfDiploma {
  const { code, kind, level, award, issuedOn } = diploma.snapshot;
  return {
    code,
    kind,
    level,
    title: award.title,
    hours: award.hours,
    issuedOn,
    picture: pictureOf(diploma, pictures),
    linkedIn: linkedInAddress(diploma.snapshot),
  };
}

export function formerDiploma(diploma: Diploma, all: readonly Diploma[], zone: string): FormerDiploma {
  const { revokedAt, supersededAt, snapshot } = diploma;
  return {
    code: diploma.code,
    title: snapshot.award.title,
    issuedOn: snapshot.issuedOn,
    revokedOn: revokedAt === null ? null : dateIn(zone, revokedAt),
    replacedOn: supersededAt === null ? null : dateIn(zone, supersededAt),
    now: standingInstead(diploma, all)?.code ?? null,
  };
}

/** What stands today in the place of a diploma that was replaced, perhaps more than once. */
export function standingInstead(diploma: Diploma, all: readonly Diploma[]): Diploma | null {
  if (diploma.supersededBy === null) return null;
  let next = all.find(({ id }) => id === diploma.supersededBy);
  // Each step leads to a later issue, so there are no more steps than diplomas.
  for (let steps = 0; next?.supersededBy != null && steps < all.length; steps++) next = all.find(({ id }) => id === next?.supersededBy);
  return next ?? null;
}

function pictureOf({ snapshot }: Diploma, pictures: ReadonlyMap<string, Buffer>): string {
  const { locale, holder, award } = snapshot;
  return sheetAsSvg(diplomaSheet(snapshot, pictures), WORDS[locale].documentTitle(holderName(holder), award.title));
}
