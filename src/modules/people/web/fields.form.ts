import { z } from 'zod';
import { addDays, isDayOfOurTime } from '#kernel/calendar-date';
import { parseEmailAddress } from '#kernel/email-address';
import { LOCALES } from '#kernel/locale';
import { checkCharacters, tidy } from '../domain/cell-text';

/** One line as people type it: tidy, without characters that no name has; null when it is empty. */
export const line = (most: number) =>
  z
    .string()
    .optional()
    .transform((typed) => tidy(typed ?? ''))
    .refine((text) => text.length <= most, 'person.form.too-long')
    .refine((text) => checkCharacters(text).ok, 'person.form.characters')
    .transform((text) => (text === '' ? null : text));

export const needed = (most: number, message: string) => line(most).refine((text) => text !== null, message);

export const day = z.string('person.form.day').trim().refine(isDayOfOurTime, 'person.form.day');

/** People say the last day; the roster keeps the first free one. */
export const optionalLastDay = z
  .string()
  .optional()
  .transform((typed) => (typed ?? '').trim())
  .refine((typed) => typed === '' || isDayOfOurTime(typed), 'person.form.day')
  .transform((typed) => (typed === '' ? null : addDays(typed, 1)));

export const email = line(254)
  .refine((text) => text === null || parseEmailAddress(text) !== null, 'person.form.email')
  .transform((text) => (text === null ? null : parseEmailAddress(text)));

export const birthYear = line(4)
  .refine((text) => text === null || /^(19|20)\d\d$/.test(text), 'person.form.birth-year')
  .transform((text) => (text === null ? null : Number(text)));

export const language = z.enum(LOCALES, 'person.form.language');
