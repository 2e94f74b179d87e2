import type { CalendarDate } from '#kernel/calendar-date';
import type { Instant } from '#kernel/instant';

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

/** The same with the moments of what was decided: days have their own. */
export interface DecidedCircumstances extends Circumstances {
  readonly extensions: readonly { readonly days: number; readonly grantedAt: Instant }[];
  /** Exemptions that held until then. */
  readonly revoked: readonly (Days & { readonly revokedAt: Instant })[];
}

export const UNDECIDED: DecidedCircumstances = { ...NO_CIRCUMSTANCES, extensions: [], revoked: [] };

/** What counted at the end of a day: what was decided only then or later had not happened yet. Without a moment, what counts now. */
export function decidedBy(all: DecidedCircumstances, endsAt: Instant | null): Circumstances {
  if (endsAt === null) return all;
  const granted = all.extensions.filter(({ grantedAt }) => grantedAt < endsAt);
  return {
    absences: all.absences,
    exemptions: [...all.exemptions, ...all.revoked.filter(({ revokedAt }) => revokedAt >= endsAt)],
    extensionDays: granted.reduce((sum, { days }) => sum + days, 0),
  };
}

export const isAbsentOn = ({ absences }: Circumstances, day: CalendarDate): boolean => absences.some((absence) => covers(absence, day));
export const isExemptOn = ({ exemptions }: Circumstances, day: CalendarDate): boolean =>
  exemptions.some((exemption) => covers(exemption, day));

export const covers = ({ fromOn, untilOn }: Days, day: CalendarDate): boolean => fromOn <= day && (untilOn === null || day < untilOn);
