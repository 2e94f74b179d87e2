import type { CalendarDate } from '#kernel/calendar-date';
import type { Outcome } from '#kernel/outcome';
import type { OpeningNotice } from '../opening-notices';
import type { RoundSummary } from '../programme.service';
import { errorViews, type Say } from './say';

export interface OpeningPage {
  readonly round: RoundSummary;
  readonly people: { readonly staff: number; readonly contractors: number };
  readonly permit: Outcome<unknown, string>;
  /** Rounds that are open today, and close as this one opens. */
  readonly closing: readonly RoundSummary[];
  readonly today: CalendarDate;
  readonly notices: readonly OpeningNotice[];
}

export function openingView(
  { round, people, permit, closing, today, notices }: OpeningPage,
  reason: string,
  error: string | null,
  say: Say,
) {
  return {
    id: round.id,
    code: round.code,
    today,
    plannedOn: round.opensOn === today ? null : round.opensOn,
    people: people.staff + people.contractors,
    staff: people.staff,
    contractors: people.contractors,
    closing: closing.map(({ code }) => code).join(', ') || null,
    notices: notices.map(({ key, values, href, linkKey }) => ({ text: say(key, values), href, link: say(linkKey) })),
    objection: permit.ok ? null : say(`programme.refusal.${permit.refusal}`, permit.details),
    reason,
    ...errorViews(say, error === null ? {} : { reason: error }, ['reason']),
  };
}
