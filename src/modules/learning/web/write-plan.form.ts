import { z } from 'zod';

const LONGEST = 600;

const half = (missing: string) =>
  z
    .string({ error: missing })
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .pipe(z.string().min(1, missing).max(LONGEST, 'learning.form.too-long'));

export const writePlanForm = z.object({ situation: half('learning.form.situation'), action: half('learning.form.action') });
