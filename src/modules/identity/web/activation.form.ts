import { z } from 'zod';

const AGAIN = 'identity.form.again';

/** What the person chooses is judged by the domain, which knows their name and code. */
export const newSecretForm = (kind: 'password' | 'pin') => {
  const empty = kind === 'pin' ? 'identity.form.new-pin' : 'identity.form.new-password';
  return z
    .object({
      secret: z.string(empty).min(1, empty).max(1000, 'identity.refusal.password-too-long'),
      again: z.string(AGAIN).max(1000, AGAIN),
    })
    .refine(({ secret, again }) => secret === again, { path: ['again'], message: AGAIN });
};

export const slipCodeForm = z.object({
  code: z.string('identity.form.secret-code').trim().min(1, 'identity.form.secret-code').max(100, 'identity.refusal.activation-unknown'),
});
