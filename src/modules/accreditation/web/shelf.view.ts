import type { CalendarDate } from '#kernel/calendar-date';
import { sheetAsSvg } from '#platform/pdf/svg';
import { type Diploma, type DiplomaStatus, holderName, statusOf } from '../domain/diploma';
import { diplomaSheet } from './diploma-sheet';
import { WORDS } from './diploma-words';

export interface ShelfView {
  readonly count: number;
  readonly diplomas: readonly ShelfDiploma[];
}

interface ShelfDiploma {
  readonly code: string;
  readonly unit: string;
  readonly issuedOn: CalendarDate;
  readonly isValid: boolean;
  readonly status: DiplomaStatus;
  /** Made by us from the diploma's own sheet, with every text escaped. */
  readonly picture: string;
}

export function shelfView(diplomas: readonly Diploma[], pictures: ReadonlyMap<string, Buffer>): ShelfView {
  return {
    count: diplomas.length,
    diplomas: diplomas.map((diploma) => {
      const { code, award, holder, issuedOn, locale } = diploma.snapshot;
      return {
        code,
        unit: award.title,
        issuedOn,
        status: statusOf(diploma),
        isValid: statusOf(diploma) === 'valid',
        picture: sheetAsSvg(diplomaSheet(diploma.snapshot, pictures), WORDS[locale].documentTitle(holderName(holder), award.title)),
      };
    }),
  };
}
