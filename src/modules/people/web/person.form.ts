import { z } from 'zod';
import { birthYear, email, language, line, needed } from './fields.form';

export const DETAIL_FIELDS = ['givenName', 'familyName', 'email', 'phone', 'nationalId', 'birthYear', 'language'] as const;

export const details = {
  givenName: needed(200, 'person.form.given-name'),
  familyName: needed(200, 'person.form.family-name'),
  email,
  phone: line(40),
  nationalId: line(40),
  birthYear,
  language,
};

export const detailsForm = z.object(details);
