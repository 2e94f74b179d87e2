import { answering } from '#platform/http/answer';
import type { Say } from '#platform/views/say';
import type { Reason } from '../domain/cadence';

export { errorViews, type Say, sayer, spoken } from '#platform/views/say';

/** Why a date is what it is, in sentences. */
export function sayReasons(say: Say, reasons: readonly Reason[]): string {
  return reasons.map(({ code, ...values }) => say(`programme.reason.${code}`, values)).join(' ');
}

export const { answer, isSoAlready, refusalFlash } = answering('programme', {
  soAlready: [
    'already-open',
    'already-closed',
    'already-approved',
    'already-withdrawn',
    'already-asked',
    'already-decided',
    'already-granted',
    'already-completed',
    'already-blacked-out',
    'already-removed',
    'no-such-exemption',
  ],
});
