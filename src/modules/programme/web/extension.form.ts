import { z } from 'zod';

/** One tap is enough: words are welcome, never asked for. What is too long is cut, not refused. */
export const askForTimeForm = z.object({
  reason: z
    .string()
    .trim()
    .default('')
    .transform((text) => text.slice(0, 500)),
});

/** From which page the decision comes, so that the reader stays where they were. */
export const decideForm = z.object({ from: z.enum(['team', 'extensions']).default('extensions').catch('extensions') });
