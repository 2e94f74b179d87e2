import { addDays, type CalendarDate } from '#kernel/calendar-date';
import type { PersonId } from '#kernel/id';
import { dateIn, type Instant, startOfDay } from '#kernel/instant';
import { byPerson, rosterOf, type Span } from './assignment';
import { decidedBy, type DecidedCircumstances, UNDECIDED } from './circumstances';
import { type Due, dueOf, isSameDue, type RoundTerms } from './due-date';

/** What somebody's due date was at the end of each day that was over by then, where it was another than what followed. */
export interface EarlierDue extends Due {
  readonly personId: PersonId;
  readonly untilAt: Instant;
}

/**
 * The due dates of a round that no longer hold. Days speak for themselves, whenever they came to be known: nobody was late while they
 * were away. But an extension counts from when it was granted, an exemption until it was revoked, and a return from its day on.
 */
export function earlierDues(
  round: RoundTerms,
  spans: readonly Span[],
  decided: ReadonlyMap<PersonId, DecidedCircumstances>,
  { zone, today }: { readonly zone: string; readonly today: CalendarDate },
): EarlierDue[] {
  return [...byPerson(spans)].flatMap(([personId, own]) => {
    const circumstances = decided.get(personId) ?? UNDECIDED;
    const moments = momentsOf(round, own, circumstances, zone);
    const dueOn = (day: CalendarDate, at: Instant | null): Due[] =>
      rosterOf(round, own, day).map(({ startOn }) => dueOf(round, startOn, decidedBy(circumstances, at)));
    let [next] = moments.length === 0 ? [] : dueOn(today, null);
    const found: EarlierDue[] = [];
    for (const untilAt of moments.reverse()) {
      const [due] = dueOn(addDays(dateIn(zone, untilAt), -1), untilAt);
      if (due && !(next && isSameDue(due, next))) found.unshift({ personId, untilAt, ...due });
      next = due ?? next;
    }
    return found;
  });
}

/** When something began to count, or ceased to, in their order. */
function momentsOf(round: RoundTerms, own: readonly Span[], { extensions, revoked }: DecidedCircumstances, zone: string): Instant[] {
  const comings = own.length === 1 ? [] : own.filter(({ fromOn }) => fromOn > round.opensOn).map(({ fromOn }) => startOfDay(zone, fromOn));
  const moments = [...extensions.map(({ grantedAt }) => grantedAt), ...revoked.map(({ revokedAt }) => revokedAt), ...comings];
  return [...new Set(moments)].sort();
}
