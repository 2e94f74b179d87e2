import type { CalendarDate } from '#kernel/calendar-date';

/** `fromOn <= day < untilOn`; without an end, for good. */
export interface Days {
  readonly fromOn: CalendarDate;
  readonly untilOn: CalendarDate | null;
}

/** What changes one person's obligation in one round. */
export interface Circumstances {
  /** Each with its end, in any order; one may lie over another where two records became one person. */
  readonly absences: readonly (Days & { readonly untilOn: CalendarDate })[];
  readonly exemptions: readonly Days[];
  /** Days granted in all. */
  readonly extensionDays: number;
}

export const NO_CIRCUMSTANCES: Circumstances = { absences: [], exemptions: [], extensionDays: 0 };

export const isAbsentOn = ({ absences }: Circumstances, day: CalendarDate): boolean => absences.some((absence) => covers(absence, day));
export const isExemptOn = ({ exemptions }: Circumstances, day: CalendarDate): boolean =>
  exemptions.some((exemption) => covers(exemption, day));

export const covers = ({ fromOn, untilOn }: Days, day: CalendarDate): boolean => fromOn <= day && (untilOn === null || day < untilOn);
