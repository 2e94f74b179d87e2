import { z } from 'zod';
import { EARLIEST_MONTHS, LATEST_MONTHS } from '../domain/cadence';
import { WINDOW_WEEKS } from '../domain/settings';

const whole = (least: number, most: number, message: string) =>
  z.coerce.number(message).int(message).min(least, message).max(most, message);

export const cadenceForm = z.object({
  cadenceMonths: whole(EARLIEST_MONTHS, LATEST_MONTHS, 'programme.form.months'),
  windowWeeks: whole(WINDOW_WEEKS.least, WINDOW_WEEKS.most, 'programme.form.weeks'),
  weekday: whole(1, 7, 'programme.form.weekday'),
});
