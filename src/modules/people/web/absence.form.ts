import { z } from 'zod';
import { ABSENCE_KINDS } from '../domain/absence';
import { day } from './fields.form';

export const absenceForm = z
  .object({ kind: z.enum(ABSENCE_KINDS, 'person.form.absence-kind'), fromOn: day, untilOn: day })
  .refine(({ fromOn, untilOn }) => fromOn < untilOn, { path: ['untilOn'], message: 'person.form.back-before-away' });
export const returnForm = z.object({ untilOn: day });
