import fc from 'fast-check';
import { addDays, type CalendarDate } from '#kernel/calendar-date';
import { newId, type PersonId, type RoundId } from '#kernel/id';
import { type Instant, toInstant } from '#kernel/instant';
import { sql } from '#platform/database/sql';
import type { Circumstances } from '../../src/modules/programme/domain/circumstances';
import { MONDAY, type TestApp } from '../support/app';

/** Now and then just before the opening, or of one day. */
const aSpan = (longest: number) => ({
  from: fc.oneof(fc.integer({ min: -20, max: 100 }), fc.integer({ min: -2, max: 2 })),
  days: fc.oneof(fc.integer({ min: 1, max: longest }), fc.integer({ min: 1, max: 3 })),
});

/** What one person may have met: days of absence (some taken back), exemptions with and without an end (some revoked), by days from the opening. */
export const anyCircumstances = fc.record({
  absences: fc.array(fc.record({ ...aSpan(60), isCancelled: fc.boolean() }), { maxLength: 2 }),
  exemptions: fc.array(
    fc.record({
      ...aSpan(60),
      isForGood: fc.boolean(),
      revoked: fc.option(fc.oneof(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 5 })), { nil: null, freq: 2 }),
      atMidnight: fc.boolean(),
    }),
    { maxLength: 2 },
  ),
});
export type AnyCircumstances = typeof anyCircumstances extends fc.Arbitrary<infer T> ? T : never;

/** In Lima: at noon, or at the very moment in which the day begins. */
const momentOf = (day: CalendarDate, atMidnight: boolean): Instant => toInstant(`${day}T${atMidnight ? '05' : '17'}:00:00Z`);

/** As the rule sees them at the end of a day: what was revoked later still held. */
export function circumstancesOf({ absences, exemptions }: AnyCircumstances, opensOn: CalendarDate, endsAt: Instant): Circumstances {
  return {
    absences: absences
      .filter(({ isCancelled }) => !isCancelled)
      .map(({ from, days }) => ({ fromOn: addDays(opensOn, from), untilOn: addDays(opensOn, from + days) })),
    exemptions: exemptions
      .filter(({ revoked, atMidnight }) => revoked === null || momentOf(addDays(opensOn, revoked), atMidnight) >= endsAt)
      .map(({ from, days, isForGood }) => ({ fromOn: addDays(opensOn, from), untilOn: isForGood ? null : addDays(opensOn, from + days) })),
    extensionDays: 0,
  };
}

/** Instead of all there were. Inside a unit of work. */
export async function storeCircumstances(
  { db }: TestApp,
  roundId: RoundId,
  opensOn: CalendarDate,
  people: ReadonlyMap<PersonId, AnyCircumstances>,
): Promise<void> {
  await db.execute(sql`DELETE FROM absence`);
  await db.execute(sql`DELETE FROM exemption`);
  for (const [personId, { absences, exemptions }] of people) {
    await db.insert(
      'absence',
      absences.map(({ from, days, isCancelled }) => ({
        id: newId(),
        personId,
        kind: 'leave',
        fromOn: addDays(opensOn, from),
        untilOn: addDays(opensOn, from + days),
        recordedAt: MONDAY,
        recordedBy: null,
        cancelledAt: isCancelled ? MONDAY : null,
        cancelledBy: null,
      })),
    );
    await db.insert(
      'exemption',
      exemptions.map(({ from, days, isForGood, revoked, atMidnight }) => ({
        id: newId(),
        personId,
        roundId,
        reasonCode: 'health',
        evidence: 'Constancia',
        fromOn: addDays(opensOn, from),
        untilOn: isForGood ? null : addDays(opensOn, from + days),
        grantedAt: MONDAY,
        grantedBy: null,
        revokedAt: revoked === null ? null : momentOf(addDays(opensOn, revoked), atMidnight),
        revokedBy: null,
      })),
    );
  }
}
