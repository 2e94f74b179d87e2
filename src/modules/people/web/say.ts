import type { Locale } from '#kernel/locale';
import type { Refused } from '#kernel/outcome';
import { answering } from '#platform/http/answer';
import type { FieldErrors } from '#platform/http/forms';
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

export const { answer, isSoAlready, refusalFlash } = answering('person', {
  style: 'short',
  soAlready: [
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
  ],
});
