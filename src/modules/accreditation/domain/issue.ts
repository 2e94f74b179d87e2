import type { CalendarDate } from '#kernel/calendar-date';
import type { Locale } from '#kernel/locale';
import type { DiplomaCode } from './code';
import type { AccreditedUnit, Holder, Issuer, Signatory, Snapshot } from './diploma';

export interface Accreditation {
  readonly code: DiplomaCode;
  readonly locale: Locale;
  readonly holder: Holder;
  readonly unit: AccreditedUnit;
  readonly round: string;
  readonly completedOn: CalendarDate;
  readonly issuedOn: CalendarDate;
  readonly issuer: Issuer;
  /** Who approved the round answers for it by name; null when nobody did. */
  readonly approver: string | null;
  readonly publicUrl: string;
}

/** Freezes what the diploma says. */
export function snapshotOf({ approver, publicUrl, ...facts }: Accreditation): Snapshot {
  const { management, programme } = TITLES[facts.locale];
  return {
    template: 1,
    ...facts,
    signatories: [
      { name: null, title: management },
      { name: approver, title: programme },
    ],
    verifyAt: `${publicUrl}/verify/${facts.code}`,
  };
}

const TITLES: Readonly<Record<Locale, { readonly management: Signatory['title']; readonly programme: Signatory['title'] }>> = {
  es: { management: 'Dirección general', programme: 'Responsable del programa' },
  en: { management: 'General management', programme: 'Head of the programme' },
};
