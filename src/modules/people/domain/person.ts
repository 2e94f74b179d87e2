import type { CalendarDate } from '#kernel/calendar-date';
import type { EmailAddress } from '#kernel/email-address';
import type { EngagementId, PersonId, SiteId, SupplierId, TeamId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import type { Locale } from '#kernel/locale';

/** A human being, known once, whoever employs them. */
export interface Person {
  readonly id: PersonId;
  readonly personCode: string;
  /** The code as it is compared: upper case, without outer spaces. */
  readonly codeKey: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: EmailAddress | null;
  readonly phone: string | null;
  readonly nationalId: string | null;
  readonly birthYear: number | null;
  readonly language: Locale;
  /** Who this record turned out to be; null for everybody who stands for themselves. */
  readonly mergedIntoId: PersonId | null;
  readonly searchKey: string;
  readonly createdAt: Instant;
}

export type EngagementKind = 'staff' | 'contractor';

/** A dated span in which a person works here: `fromOn <= day < untilOn`. */
export interface Engagement {
  readonly id: EngagementId;
  readonly personId: PersonId;
  readonly kind: EngagementKind;
  readonly supplierId: SupplierId | null;
  readonly teamId: TeamId | null;
  readonly siteId: SiteId | null;
  readonly jobTitle: string | null;
  readonly managerId: PersonId | null;
  readonly fromOn: CalendarDate;
  /** The first day no longer here; null while nobody knows the end. */
  readonly untilOn: CalendarDate | null;
}

export interface Span {
  readonly fromOn: CalendarDate;
  readonly untilOn: CalendarDate | null;
}

export const covers = (span: Span, day: CalendarDate): boolean => span.fromOn <= day && (span.untilOn === null || day < span.untilOn);

export const overlap = (a: Span, b: Span): boolean =>
  !isEmpty(a) && !isEmpty(b) && (a.untilOn === null || b.fromOn < a.untilOn) && (b.untilOn === null || a.fromOn < b.untilOn);

/** Somebody announced who never came: the span closes on the day it would have begun. */
export const isEmpty = (span: Span): boolean => span.untilOn !== null && span.untilOn <= span.fromOn;

export const codeKeyOf = (code: string): string => code.trim().toUpperCase();

/** How a name is compared and searched: without accents, case or double spaces. */
export function foldName(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}

export const searchKeyOf = (person: { readonly givenName: string; readonly familyName: string; readonly personCode: string }): string =>
  foldName(`${person.givenName} ${person.familyName} ${person.personCode}`);
