import { z } from 'zod';

/** Lengths are bounded only so that nobody makes us hash a book. */
const typed = (message: string) => z.string(message).trim().min(1, message).max(300, message);
const secret = (message: string) => z.string(message).min(1, message).max(300, message);

export const byEmailForm = z
  .object({ email: typed('identity.form.email'), password: secret('identity.form.password') })
  .transform((value) => ({ kind: 'password' as const, ...value }));

export const byCodeForm = z
  .object({ code: typed('identity.form.code'), pin: secret('identity.form.pin') })
  .transform(({ code, pin }) => ({ kind: 'pin' as const, personCode: code, pin: pin.trim() }));
