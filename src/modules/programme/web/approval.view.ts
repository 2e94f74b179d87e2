import type { Locale } from '#kernel/locale';
import type { CalendarEntry } from '../calendar.service';
import { openingWindow } from '../domain/cadence';
import { lastOpening } from '../domain/plan';
import { errorViews, sayReasons, type Say } from './say';

/** The page that approves the next round; null when there is nothing to approve. */
export function approvalView(
  rounds: readonly CalendarEntry[],
  values: Readonly<Record<string, string>>,
  errors: Readonly<Record<string, string>>,
  refusal: string | null,
  locale: Locale,
  say: Say,
) {
  const proposal = rounds.find((round) => round.state === 'proposed');
  if (!proposal || rounds.some((round) => round.state === 'approved')) return null;
  const previous = lastOpening(rounds.filter((round) => round.state !== 'proposed'));
  const said = errorViews(say, errors, ['opensOn', 'reason']);
  return {
    code: proposal.code,
    number: proposal.unitNumber,
    unitTitle: proposal.title?.[locale] ?? say('programme.calendar.to-write', { number: proposal.unitNumber }),
    reasons: sayReasons(say, proposal.reasons),
    dueOn: proposal.dueOn,
    window: previous === null ? null : openingWindow(previous),
    values: { opensOn: proposal.opensOn, reason: '', ...values },
    errors: said.errors,
    errorList: refusal === null ? said.errorList : [{ field: 'opensOn', message: refusal }, ...(said.errorList ?? [])],
  };
}
