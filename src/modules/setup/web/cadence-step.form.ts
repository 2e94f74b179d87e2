import { z } from 'zod';
import { addDays, isDayOfOurTime } from '#kernel/calendar-date';
import { EARLIEST_MONTHS, LATEST_MONTHS, WINDOW_WEEKS } from '#modules/programme';

const whole = (least: number, most: number, message: string) =>
  z.coerce.number(message).int(message).min(least, message).max(most, message);

export const cadenceForm = z.object({
  cadenceMonths: whole(EARLIEST_MONTHS, LATEST_MONTHS, 'setup.form.months'),
  windowWeeks: whole(WINDOW_WEEKS.least, WINDOW_WEEKS.most, 'setup.form.weeks'),
  weekday: whole(1, 7, 'setup.form.weekday'),
});

const day = z.string('setup.form.day').trim().refine(isDayOfOurTime, 'setup.form.day');

/** People say the last day; the programme keeps the first free one. */
export const blackoutForm = z
  .object({
    fromOn: day,
    lastOn: day,
    reason: z.string('setup.form.reason').trim().min(1, 'setup.form.reason').max(200, 'setup.form.too-long'),
  })
  .refine(({ fromOn, lastOn }) => fromOn <= lastOn, { path: ['lastOn'], message: 'setup.form.last-before-first' })
  .transform(({ fromOn, lastOn, reason }) => ({ fromOn, untilOn: addDays(lastOn, 1), reason }));
