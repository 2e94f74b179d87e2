import type { CalendarDate } from '#kernel/calendar-date';
import type { Outcome } from '#kernel/outcome';
import type { RoundSummary } from '../programme.service';
import { errorViews, type Say } from './say';

export interface OpeningPage {
  readonly round: RoundSummary;
  readonly people: { readonly staff: number; readonly contractors: number };
  readonly permit: Outcome<unknown, string>;
  /** Rounds that are open today, and close as this one opens. */
  readonly closing: readonly RoundSummary[];
  readonly today: CalendarDate;
}

export function openingView({ round, people, permit, closing, today }: OpeningPage, reason: string, error: string | null, say: Say) {
  return {
    id: round.id,
    code: round.code,
    today,
    plannedOn: round.opensOn === today ? null : round.opensOn,
    people: people.staff + people.contractors,
    staff: people.staff,
    contractors: people.contractors,
    closing: closing.map(({ code }) => code).join(', ') || null,
    objection: permit.ok ? null : say(`programme.refusal.${permit.refusal}`, permit.details),
    reason,
    ...errorViews(say, error === null ? {} : { reason: error }, ['reason']),
  };
}
