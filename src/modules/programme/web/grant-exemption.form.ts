import { z } from 'zod';
import { addDays, isDayOfOurTime } from '#kernel/calendar-date';
import { EXEMPTION_REASONS, SHORTEST_EVIDENCE } from '../domain/exemption';

/** People say the last day; the programme keeps the first one that counts again. Without a last day it holds for the whole round. */
export const grantExemptionForm = z
  .object({
    person: z.string(),
    reasonCode: z.enum(EXEMPTION_REASONS, { message: 'programme.form.exemption-reason' }),
    evidence: z.string().trim().min(SHORTEST_EVIDENCE, 'programme.form.evidence').max(500, 'programme.form.too-long'),
    fromOn: z.string().trim().refine(isDayOfOurTime, 'programme.form.day'),
    lastOn: z
      .string()
      .trim()
      .default('')
      .refine((text) => text === '' || isDayOfOurTime(text), 'programme.form.day'),
  })
  .refine(({ fromOn, lastOn }) => lastOn === '' || fromOn <= lastOn, { path: ['lastOn'], message: 'programme.form.last-before-first' })
  .transform(({ person, reasonCode, evidence, fromOn, lastOn }) => ({
    person,
    span: { reasonCode, evidence, fromOn, untilOn: isDayOfOurTime(lastOn) ? addDays(lastOn, 1) : null },
  }));
