import { z } from 'zod';

/** Either what the person told, or why HR helps without: which of them is asked depends on what the roster knows. */
export const accessHelpForm = z.object({
  fact: z.string('identity.form.fact').trim().max(40, 'identity.form.fact').default(''),
  reason: z.string('identity.form.reason').trim().max(300, 'identity.form.reason').default(''),
});
