import type { Locale } from '#kernel/locale';
import type { Refused } from '#kernel/outcome';
import type { FlashMessage } from '#platform/http/reply';
import { type Say, spoken } from '#platform/views/say';
import type { Reason } from '../domain/cadence';

export { errorViews, type Say, sayer, spoken } from '#platform/views/say';

/** Why a date is what it is, in sentences. */
export function sayReasons(say: Say, reasons: readonly Reason[]): string {
  return reasons.map(({ code, ...values }) => say(`programme.reason.${code}`, values)).join(' ');
}

/** A refusal as the sentence that the next page shows once. */
export function refusalFlash({ refusal, details }: Refused<string>, locale: Locale): FlashMessage {
  return { kind: isSoAlready(refusal) ? 'note' : 'refused', key: `programme.refusal.${refusal}`, values: spoken(locale, details) };
}

/** Whoever presses twice, or after somebody else, finds what they wanted: that is news, not a mistake. */
export const isSoAlready = (refusal: string): boolean => SO_ALREADY.has(refusal);

const SO_ALREADY: ReadonlySet<string> = new Set([
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
]);
