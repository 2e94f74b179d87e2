import type { Locale } from '#kernel/locale';
import type { Refused } from '#kernel/outcome';
import type { FieldErrors } from '#platform/http/forms';
import type { FlashMessage } from '#platform/http/reply';
import type { ViewEngine } from '#platform/views/engine';
import * as shared from '#platform/views/say';

export type Say = shared.Say;

export const sayer = (views: Pick<ViewEngine, 'say'>, locale: Locale): Say => shared.sayer(views, locale, 'short');

export const spoken = (locale: Locale, values: Readonly<Record<string, string | number>>) => shared.spoken(locale, values, 'short');

/** A form's mistakes, and what was refused of it as a whole. */
export function errorViews(say: Say, errors: FieldErrors, fields: readonly string[], refusal: Refused<string> | null = null) {
  const whole = refusal ? [say(`person.refusal.${refusal.refusal}`, refusal.details)] : [];
  return shared.errorViews(say, errors, fields, whole);
}

/** A refusal as the sentence that the next page shows once. */
export function refusalFlash({ refusal, details }: Refused<string>, locale: Locale): FlashMessage {
  return { kind: isSoAlready(refusal) ? 'note' : 'refused', key: `person.refusal.${refusal}`, values: spoken(locale, details) };
}

/** Whoever presses twice, or after somebody else, finds what they wanted: that is news, not a mistake. */
export const isSoAlready = (refusal: string): boolean => SO_ALREADY.has(refusal);

const SO_ALREADY: ReadonlySet<string> = new Set([
  'already-decided',
  'already-proposed',
  'already-joined',
  'already-started',
  'already-moved',
  'already-recorded',
  'already-cancelled',
  'already-one',
  'already-two',
  'already-dismissed',
]);
