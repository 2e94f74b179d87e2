import type { Context } from '#kernel/context';
import { sayMoment } from '#platform/i18n/dates';
import type { ExtensionRequest } from '../data/extension-requests.read-model';
import { dueWords } from '../domain/due-words';
import type { Due } from '../domain/due-date';
import type { Say } from './say';

/** Who waits for an answer, with what a decision needs: the date now, the date it would be, and why the date is what it is. */
export function requestsView(
  requests: readonly ExtensionRequest[],
  place: '/people' | '/team',
  ctx: Pick<Context, 'locale' | 'zone' | 'today'>,
  say: Say,
) {
  return requests.map((request) => ({
    id: request.id,
    name: request.name,
    href: `${place}/${request.personId}/why`,
    code: request.code,
    manager: request.manager,
    reason: request.reason === '' ? null : request.reason,
    asked: say('programme.extensions.asked', { at: sayMoment(ctx.locale, ctx.zone, request.askedAt) }),
    due: say(request.dueOn < ctx.today ? 'programme.extensions.was-due' : 'programme.extensions.due', {
      due: request.dueOn,
      then: request.thenOn,
      days: request.days,
    }),
    why: sayDue(request, say),
  }));
}

/** Why a due date is what it is, in sentences. */
export function sayDue(due: Pick<Due, 'dueReason' | 'absenceDays' | 'extensionDays'>, say: Say): string {
  return dueWords(due)
    .map(({ code, days }) => say(`programme.due.${code}`, { days }))
    .join(' ');
}
