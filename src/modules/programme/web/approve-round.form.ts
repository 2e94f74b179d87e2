import { z } from 'zod';
import { isDayOfOurTime } from '#kernel/calendar-date';

export const approveRoundForm = z.object({
  code: z.string().max(20),
  opensOn: z.string().trim().refine(isDayOfOurTime, 'programme.form.day'),
  reason: z.string().max(500, 'programme.form.too-long').optional().transform(blankAsAbsent),
});

export const openRoundForm = z.object({
  reason: z.string().max(500, 'programme.form.too-long').optional().transform(blankAsAbsent),
});

function blankAsAbsent(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text.trim();
}
