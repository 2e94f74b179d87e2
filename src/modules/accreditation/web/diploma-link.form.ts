import { z } from 'zod';
import { parseEmailAddress } from '#kernel/email-address';

export const diplomaLinkForm = z.object({
  email: z.string('personal.form.email').transform((typed, check) => {
    const address = parseEmailAddress(typed);
    if (address === null) check.addIssue({ code: 'custom', message: 'personal.form.email' });
    return address ?? z.NEVER;
  }),
});
