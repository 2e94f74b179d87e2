import { z } from 'zod';
import { LOCALES } from '#kernel/locale';
import { COUNTRIES } from '../domain/countries';

export const TIME_ZONES: readonly string[] = [...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC'), 'UTC'];

export const companyForm = z.object({
  name: z.string('setup.form.name').trim().min(1, 'setup.form.name').max(200, 'setup.form.too-long'),
  timeZone: z.string('setup.form.time-zone').refine((zone) => TIME_ZONES.includes(zone), 'setup.form.time-zone'),
  country: z.string('setup.form.country').refine((code) => COUNTRIES.includes(code), 'setup.form.country'),
  language: z.enum(LOCALES, 'setup.form.language'),
});
