import { z } from 'zod';
import { parseEmailAddress } from '#kernel/email-address';

const named = (message: string, most: number) => z.string(message).trim().min(1, message).max(most, 'setup.form.too-long');

/** The password apart: it is judged by identity, which knows what must not be in it. */
export const accountForm = z.object({
  givenName: named('setup.form.given-name', 200),
  familyName: named('setup.form.family-name', 200),
  email: z.string('setup.form.email').transform((text, ctx) => {
    const email = parseEmailAddress(text);
    if (email === null) ctx.addIssue('setup.form.email');
    return email ?? z.NEVER;
  }),
  personCode: named('setup.form.person-code', 60),
});
