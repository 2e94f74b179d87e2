import type { CalendarDate } from '#kernel/calendar-date';
import { type Diploma, type DiplomaStatus, holderName, type Part, statusOf } from '../domain/diploma';
import { formerDiploma, type FormerDiploma, type ShelfDiploma, shelfDiploma } from './shelf.view';

/** One diploma as its holder sees it: its picture, what it says, and where anybody may check it. */
export interface DiplomaPageView extends ShelfDiploma {
  readonly status: DiplomaStatus;
  readonly holder: string;
  readonly completedOn: CalendarDate;
  readonly issuer: string;
  readonly skills: readonly string[];
  readonly parts: readonly Part[];
  readonly verifyAt: string;
  readonly former: FormerDiploma | null;
}

/** `all` are the holder's, among which whatever replaced it is found. */
export function diplomaPageView(
  diploma: Diploma,
  all: readonly Diploma[],
  pictures: ReadonlyMap<string, Buffer>,
  zone: string,
): DiplomaPageView {
  const { award, holder, completedOn, issuer, parts, verifyAt } = diploma.snapshot;
  return {
    ...shelfDiploma(diploma, pictures),
    status: statusOf(diploma),
    holder: holderName(holder),
    completedOn,
    issuer: issuer.name,
    skills: award.skills,
    parts,
    verifyAt,
    former: statusOf(diploma) === 'valid' ? null : formerDiploma(diploma, all, zone),
  };
}
