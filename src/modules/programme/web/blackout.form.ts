import { z } from 'zod';
import { addDays, isDayOfOurTime } from '#kernel/calendar-date';

const day = z.string().trim().refine(isDayOfOurTime, 'programme.form.day');

/** People say the last day; the programme keeps the first free one. */
export const blackoutForm = z
  .object({
    fromOn: day,
    lastOn: day,
    reason: z.string().trim().min(1, 'programme.form.blackout-reason').max(200, 'programme.form.too-long'),
  })
  .refine(({ fromOn, lastOn }) => fromOn <= lastOn, { path: ['lastOn'], message: 'programme.form.last-before-first' })
  .transform(({ fromOn, lastOn, reason }) => ({ fromOn, untilOn: addDays(lastOn, 1), reason }));
