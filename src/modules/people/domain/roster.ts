import type { CalendarDate } from '#kernel/calendar-date';
import type { EngagementId, PersonId } from '#kernel/id';
import type { Locale } from '#kernel/locale';
import { covers, type EngagementKind } from './person';

/** The roster as it stands, with names where tables keep ids: what a file is compared with. */
export type Roster = ReadonlyMap<string, RosterPerson>;

/** Codes of records that turned out to be somebody else's, and whose: both as compared. */
export type Aliases = ReadonlyMap<string, string>;
export const NO_ALIASES: Aliases = new Map();

export interface RosterPerson {
  readonly id: PersonId;
  readonly personCode: string;
  readonly codeKey: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly nationalId: string | null;
  readonly birthYear: number | null;
  readonly language: Locale;
  /** Oldest first. */
  readonly engagements: readonly RosterEngagement[];
}

export interface RosterEngagement {
  readonly id: EngagementId;
  readonly kind: EngagementKind;
  readonly supplier: string | null;
  readonly supplierTaxId: string | null;
  readonly team: string | null;
  readonly site: string | null;
  readonly jobTitle: string | null;
  /** The code of the manager, as compared. */
  readonly managerKey: string | null;
  readonly fromOn: CalendarDate;
  readonly untilOn: CalendarDate | null;
}

export const isHere = (person: RosterPerson, today: CalendarDate): boolean =>
  person.engagements.some((engagement) => covers(engagement, today));

/** The engagement that speaks for a person: the newest. */
export const latestOf = (person: RosterPerson): RosterEngagement | null => person.engagements.at(-1) ?? null;

export const nameOf = (person: { readonly givenName: string; readonly familyName: string }): string =>
  `${person.givenName} ${person.familyName}`;
